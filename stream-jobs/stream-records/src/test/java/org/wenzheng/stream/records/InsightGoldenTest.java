package org.wenzheng.stream.records;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wenzheng.stream.records.v1.CallInsight;
import org.wenzheng.stream.records.v1.Insight;
import org.wenzheng.stream.records.v1.Redaction;
import org.wenzheng.stream.records.v1.Score;
import org.wenzheng.stream.records.v1.SegmentInsight;

/**
 * Insights that are on the topic now must stay readable, and must come out as they did. The files were written by the
 * first version; {@code -Dwenzheng.golden=write} writes those that are absent and touches no other.
 */
class InsightGoldenTest {

    private static final String CALL = "01KAXB3X8Q9Z6T5R4E3W2Q1A0S";

    private static final SegmentInsight SEGMENT = SegmentInsight.newBuilder()
            .setSchemaVersion(1)
            .setCall(CALL)
            .setSegment(CALL + ":citizen-audio:5120")
            .setRevision(3)
            .setFinal(true)
            .setRole(1)
            .setStartMs(6480)
            .setEndMs(9120)
            .setText("我的电话是〔手机号〕。")
            .addRedactions(Redaction.newBuilder()
                    .setKind("mobile")
                    .setStartChar(5)
                    .setEndChar(10)
                    .setStartMs(6900)
                    .setEndMs(9400))
            .setSentiment(score("negative", 0.75f))
            .setUrgency(0.5f)
            .addTopics(score("residence", 0.875f))
            .addTopics(score("utilities", 0.0625f))
            .build();

    private static final CallInsight CALL_SO_FAR = CallInsight.newBuilder()
            .setSchemaVersion(1)
            .setCall(CALL)
            .setRevision(64_000)
            .setEnded(true)
            .addTopics(score("residence", 0.625f))
            .setSentiment(score("neutral", 0.5f))
            .setUrgency(0.125f)
            .setDurationMs(64_000)
            .setSegments(11)
            .build();

    private static final Map<String, Insight> SAMPLES = Map.of(
            "insight_segment", insight().setSegment(SEGMENT).build(),
            "insight_call", insight().setWholeCall(CALL_SO_FAR).build());

    @ParameterizedTest
    @ValueSource(strings = {"insight_segment", "insight_call"})
    void isReadAndWrittenAsTheGoldenFile(String name) throws IOException {
        Message sample = sample(name);
        byte[] golden = golden(name + ".bin", sample.toByteArray());
        assertThat(Insight.parseFrom(golden)).isEqualTo(sample);
        assertThat(sample.toByteArray()).isEqualTo(golden);
    }

    @ParameterizedTest
    @ValueSource(strings = {"insight_segment", "insight_call"})
    void keepsFieldsOfALaterVersion(String name) throws IOException {
        UnknownFieldSet later = UnknownFieldSet.newBuilder()
                .addField(1000, UnknownFieldSet.Field.newBuilder().addVarint(7).build())
                .build();
        byte[] bytes = sample(name).toBuilder().setUnknownFields(later).build().toByteArray();
        assertThat(Insight.parseFrom(bytes).toByteArray()).isEqualTo(bytes);
    }

    private static Insight.Builder insight() {
        return Insight.newBuilder().setSchemaVersion(1).setCall(CALL);
    }

    private static Score score(String label, float probability) {
        return Score.newBuilder().setLabel(label).setProbability(probability).build();
    }

    private static Message sample(String name) {
        Message sample = SAMPLES.get(name);
        if (sample == null) {
            throw new AssertionError(name);
        }
        return sample;
    }

    private static byte[] golden(String name, byte[] otherwise) throws IOException {
        Path file = Path.of("src/test/resources/golden", name);
        if ("write".equals(System.getProperty("wenzheng.golden")) && !Files.exists(file)) {
            Files.createDirectories(file.getParent());
            Files.write(file, otherwise);
        }
        assertThat(file).as("golden file").exists();
        return Files.readAllBytes(file);
    }
}
