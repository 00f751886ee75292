package org.wenzheng.media.records;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wenzheng.media.records.v1.AudioFrame;

/**
 * Keeps records readable that are already on a topic. The golden files were written by the first version; they are only ever
 * added to ({@code -Dwenzheng.golden=write} writes those that are absent).
 */
class CompatibilityTest {

    private static final String FOLDER = "golden";
    private static final String NUMBERS = "field-numbers.txt";

    static Stream<String> names() {
        return Samples.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void readsWhatWasWrittenBefore(String name) throws Exception {
        Message sample = sample(name);
        Message golden = sample.getParserForType().parseFrom(golden(name + ".bin", sample.toByteArray()));
        String json = JsonFormat.printer().print(golden) + "\n";
        assertThat(json).isEqualTo(new String(golden(name + ".json", json.getBytes(UTF_8)), UTF_8));
        assertThat(golden).isEqualTo(sample);
    }

    @ParameterizedTest
    @MethodSource("names")
    void writesWhatItWroteBefore(String name) throws Exception {
        Message sample = sample(name);
        assertThat(sample.toByteArray()).isEqualTo(golden(name + ".bin", sample.toByteArray()));
    }

    @ParameterizedTest
    @MethodSource("names")
    void setsEveryFieldInItsSample(String name) {
        Message sample = sample(name);
        List<String> unset = new ArrayList<>();
        for (FieldDescriptor field : sample.getDescriptorForType().getFields()) {
            boolean oneOfSeveral = field.getContainingOneof() != null;
            boolean onlyElsewhere = field.getName().equals("end_of_track")
                    || name.equals("audio-end-of-track")
                            && List.of("payload", "lost_before").contains(field.getName());
            if (!oneOfSeveral && !onlyElsewhere && !sample.hasField(field)) {
                unset.add(field.getFullName());
            }
        }
        assertThat(unset).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void keepsFieldsOfALaterVersion(String name) throws Exception {
        Message sample = sample(name);
        UnknownFieldSet later = UnknownFieldSet.newBuilder()
                .addField(1000, UnknownFieldSet.Field.newBuilder().addVarint(7).build())
                .build();
        byte[] bytes = sample.toBuilder().setUnknownFields(later).build().toByteArray();
        assertThat(sample.getParserForType().parseFrom(bytes).toByteArray()).isEqualTo(bytes);
    }

    @Test
    void readsAFrameWithoutTheOptionalFields() throws Exception {
        AudioFrame frame = AudioFrame.newBuilder()
                .setSchemaVersion(1)
                .setCall("01KAXB3X8Q9Z6T5R4E3W2Q1A0S")
                .setSequence(1)
                .build();
        AudioFrame read = AudioFrame.parseFrom(frame.toByteArray());
        assertThat(read.getEndOfTrack()).isFalse();
        assertThat(read.getLanguage()).isEmpty();
        assertThat(read.getConsents().getAnalyse()).isFalse();
    }

    @Test
    void neverChangesTheNumberOrTypeOfAField() throws Exception {
        List<String> now = new ArrayList<>();
        for (Descriptor message : AudioFrame.getDescriptor().getFile().getMessageTypes()) {
            for (FieldDescriptor field : message.getFields()) {
                now.add(field.getFullName() + " = " + field.getNumber() + " " + field.getType());
            }
        }
        for (EnumDescriptor type : AudioFrame.getDescriptor().getFile().getEnumTypes()) {
            for (EnumValueDescriptor value : type.getValues()) {
                now.add(type.getFullName() + " " + value.getName() + " = " + value.getNumber());
            }
        }
        String text = String.join("\n", now) + "\n";
        List<String> before =
                new String(golden(NUMBERS, text.getBytes(UTF_8)), UTF_8).lines().toList();
        assertThat(now)
                .as("fields may be added, and are then to be added to " + NUMBERS)
                .containsAll(before);
        assertThat(before).containsAll(now);
    }

    private static Message sample(String name) {
        Message sample = Samples.all().get(name);
        if (sample == null) {
            throw new AssertionError(name);
        }
        return sample;
    }

    private static byte[] golden(String name, byte[] otherwise) throws IOException {
        Path source = Path.of("src/test/resources", FOLDER, name);
        if ("write".equals(System.getProperty("wenzheng.golden")) && !Files.exists(source)) {
            Files.createDirectories(source.getParent());
            Files.write(source, otherwise);
        }
        assertThat(source).as("golden file").exists();
        return Files.readAllBytes(source);
    }
}
