package org.wenzheng.stream.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wenzheng.stream.records.v1.RecordingChunk;

class RecordingChunksTest {
    private static final long STARTED_US = 1_795_651_200_000_000L; // 2026-11-26T00:00Z
    private static final String PATH = RecordingChunks.path(STARTED_US, "01CALL", "citizen-audio", 3);
    private static final byte[] KEY = new byte[32];
    private static final byte[] OGG = "OggS and what follows".getBytes(StandardCharsets.US_ASCII);
    private static final RecordingChunk HEAD = RecordingChunk.newBuilder()
            .setCall("01CALL")
            .setParticipant("citizen")
            .setRole(1)
            .setTrack("citizen-audio")
            .setIndex(3)
            .setFirstSequence(1500)
            .setStartMs(30_000)
            .setDurationMs(10_000)
            .setKeyVersion(1)
            .build();

    static {
        Arrays.fill(KEY, (byte) 7);
    }

    private static RecordingChunk sealed() {
        return RecordingChunks.seal(HEAD, OGG, KEY, new SecureRandom());
    }

    private static void refuses(RecordingChunk chunk, RecordingChunkException.Reason reason) {
        assertThatThrownBy(() -> RecordingChunks.open(chunk.toByteArray(), PATH, KEY))
                .isInstanceOfSatisfying(RecordingChunkException.class, e -> assertThat(e.reason())
                        .isEqualTo(reason));
    }

    @Test
    void opensWhatItSealed() throws RecordingChunkException {
        RecordingChunks.Opened opened = RecordingChunks.open(sealed().toByteArray(), PATH, KEY);
        assertThat(opened.ogg()).isEqualTo(OGG);
        assertThat(opened.head().getStartMs()).isEqualTo(30_000);
        assertThat(sealed().getCiphertext().toByteArray())
                .isNotEqualTo(sealed().getCiphertext().toByteArray());
    }

    static Stream<UnaryOperator<RecordingChunk.Builder>> changes() {
        return Stream.of(
                chunk -> chunk.setCall("02CALL"),
                chunk -> chunk.setParticipant("staff"),
                chunk -> chunk.setRole(2),
                chunk -> chunk.setTrack("staff-audio"),
                chunk -> chunk.setIndex(4),
                chunk -> chunk.setFirstSequence(1501),
                chunk -> chunk.setStartMs(30_001),
                chunk -> chunk.setDurationMs(9_000),
                chunk -> chunk.setKeyVersion(2),
                chunk -> chunk.setNonce(ByteString.copyFrom(new byte[12])),
                chunk -> chunk.setCiphertext(chunk.getCiphertext().substring(1)),
                chunk -> chunk.setCiphertext(chunk.getCiphertext().concat(ByteString.copyFrom(new byte[1]))),
                chunk -> {
                    byte[] bytes = chunk.getCiphertext().toByteArray();
                    bytes[5] ^= 1;
                    return chunk.setCiphertext(ByteString.copyFrom(bytes));
                });
    }

    @ParameterizedTest
    @MethodSource("changes")
    void refusesAnyChange(UnaryOperator<RecordingChunk.Builder> change) {
        refuses(change.apply(sealed().toBuilder()).build(), RecordingChunkException.Reason.NOT_AUTHENTIC);
    }

    @Test
    void refusesAnotherKey() {
        assertThatThrownBy(() -> RecordingChunks.open(sealed().toByteArray(), PATH, new byte[32]))
                .isInstanceOf(RecordingChunkException.class)
                .hasMessageContaining("its key is another");
    }

    @Test
    void refusesAChunkThatWasMoved() {
        String moved = RecordingChunks.path(STARTED_US, "01CALL", "citizen-audio", 4);
        assertThatThrownBy(() -> RecordingChunks.open(sealed().toByteArray(), moved, KEY))
                .isInstanceOf(RecordingChunkException.class)
                .hasMessageContaining("another place");
    }

    @Test
    void refusesWhatIsNoChunk() {
        byte[] stored = sealed().toByteArray();
        for (byte[] bytes : List.of(new byte[0], Arrays.copyOf(stored, stored.length / 2), new byte[] {1, 2, 3})) {
            assertThatThrownBy(() -> RecordingChunks.open(bytes, PATH, KEY))
                    .isInstanceOfSatisfying(RecordingChunkException.class, e -> assertThat(e.reason())
                            .isEqualTo(RecordingChunkException.Reason.MALFORMED));
        }
        refuses(sealed().toBuilder().setSchemaVersion(2).build(), RecordingChunkException.Reason.UNKNOWN_VERSION);
    }

    @Test
    void placesChunksByCallTrackAndTime() {
        assertThat(PATH).isEqualTo("2026/11/01CALL/citizen-audio/000003.chunk");
        assertThat(RecordingChunks.path(STARTED_US, "..", "a/../../b", 0))
                .isEqualTo("2026/11/%2E%2E/a%2F%2E%2E%2F%2E%2E%2Fb/000000.chunk");
    }
}
