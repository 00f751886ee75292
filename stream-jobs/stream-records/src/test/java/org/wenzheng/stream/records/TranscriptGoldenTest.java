package org.wenzheng.stream.records;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.wenzheng.stream.records.v1.RecordingChunk;
import org.wenzheng.stream.records.v1.Response;
import org.wenzheng.stream.records.v1.Revision;
import org.wenzheng.stream.records.v1.TranscriptSegment;
import org.wenzheng.stream.records.v1.Word;

/**
 * Transcripts on the topic and chunks on disk must stay readable, and must come out as they did. The files were written
 * by the first version; {@code -Dwenzheng.golden=write} writes those that are absent and touches no other.
 */
class TranscriptGoldenTest {
    private static final String CALL = "01KAXB3X8Q9Z6T5R4E3W2Q1A0S";

    private static final TranscriptSegment SEGMENT = TranscriptSegment.newBuilder()
            .setSchemaVersion(1)
            .setCall(CALL)
            .setCallStartedAtUs(1_795_600_000_000_000L)
            .setParticipant("citizen")
            .setRole(1)
            .setTrack("citizen-audio")
            .setFirstSequence(70_035)
            .setLastSequence(70_160)
            .setSegment(CALL + ":citizen-audio:70035")
            .setRevision(4)
            .setKind(Revision.FINAL)
            .setStartMs(6480)
            .setEndMs(9120)
            .setText("居住证到期了。")
            .addWords(Word.newBuilder()
                    .setText("居住证")
                    .setStartMs(6500)
                    .setEndMs(7100)
                    .setConfidence(0.875f)
                    .setStartChar(0)
                    .setEndChar(3))
            .setConfidence(0.875f)
            .setEngine("whisper-base/1")
            .setLanguage("zh")
            .setRecord(true)
            .setAnalyse(true)
            .setLastCapturedAtUs(1_795_600_009_100_000L)
            .build();

    private static final RecordingChunk CHUNK = RecordingChunk.newBuilder()
            .setSchemaVersion(1)
            .setCall(CALL)
            .setParticipant("citizen")
            .setRole(1)
            .setTrack("citizen-audio")
            .setIndex(3)
            .setFirstSequence(71_500)
            .setStartMs(30_000)
            .setDurationMs(10_000)
            .setKeyVersion(1)
            .setNonce(ByteString.copyFrom(new byte[12]))
            .setCiphertext(ByteString.copyFromUtf8("sealed"))
            .build();

    @Test
    void transcriptsAreReadAndWrittenAsTheGoldenFile() throws IOException {
        byte[] golden = golden("transcript_segment.bin", SEGMENT);
        assertThat(TranscriptSegment.parseFrom(golden)).isEqualTo(SEGMENT);
        assertThat(SEGMENT.toByteArray()).isEqualTo(golden);
    }

    @Test
    void aResponseIsReadAndWrittenAsTheGoldenFile() throws IOException {
        TranscriptSegment response = SEGMENT.toBuilder()
                .setRole(3)
                .setEngine("synthesised/1")
                .setResponse(Response.newBuilder()
                        .setOutcome(Response.Outcome.ANSWERED)
                        .setItem("JZ-01")
                        .setVersion(4))
                .build();
        byte[] golden = golden("transcript_response.bin", response);
        assertThat(TranscriptSegment.parseFrom(golden)).isEqualTo(response);
        assertThat(response.toByteArray()).isEqualTo(golden);
    }

    @Test
    void chunksAreReadAndWrittenAsTheGoldenFile() throws IOException {
        byte[] golden = golden("recording_chunk.bin", CHUNK);
        assertThat(RecordingChunk.parseFrom(golden)).isEqualTo(CHUNK);
        assertThat(CHUNK.toByteArray()).isEqualTo(golden);
    }

    private static byte[] golden(String name, Message sample) throws IOException {
        Path file = Path.of("src/test/resources/golden", name);
        if ("write".equals(System.getProperty("wenzheng.golden")) && !Files.exists(file)) {
            Files.createDirectories(Path.of("src/test/resources/golden"));
            Files.write(file, sample.toByteArray());
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readAllBytes();
        }
    }
}
