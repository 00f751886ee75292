package org.wenzheng.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wenzheng.media.records.v1.AudioFrame;
import org.wenzheng.media.records.v1.CallEvent;
import org.wenzheng.replay.audio.WavFile;

/** Nobody speaks for long, and the replay holds none of it. */
class SilentHourTest {

    private static final long MIB = 1L << 20;

    @TempDir
    Path folder;

    @Test
    void replaysSilence() throws Exception {
        Path file = silence(30);
        RecordedCall sent = new RecordedCall();
        ReplayResult result = new Replay(sent).run(ReplayRequest.of(List.of(file)), ReplayListener.SILENT);
        assertThat(result.seconds()).isEqualTo(30);
        assertThat(result.warnings()).isEmpty();
        assertThat(sent.frames("citizen")).hasSize(1501);
        // No discontinuous transmission: silence is sent as any other sound, in small packets.
        assertThat(sent.frames("citizen").subList(0, 1500))
                .allMatch(frame ->
                        !frame.getPayload().isEmpty() && frame.getPayload().size() < 60);
    }

    @Test
    @Tag("slow")
    void replaysAnHourInBoundedMemory() throws Exception {
        Counting sink = new Counting();
        new Replay(sink).run(ReplayRequest.of(List.of(silence(60))), ReplayListener.SILENT);
        long before = Pointer.physicalBytes();
        ReplayResult result = new Replay(sink).run(ReplayRequest.of(List.of(silence(3600))), ReplayListener.SILENT);
        assertThat(result.frames()).isEqualTo(180_000);
        assertThat(sink.ended.get()).isEqualTo(2);
        // The heap may grow as the JVM likes; an hour decoded would be 345 MB.
        assertThat(Pointer.physicalBytes() - before).isLessThan(200 * MIB);
    }

    /** A file of zeros, which takes no room on the disk. */
    private Path silence(int seconds) throws Exception {
        Path file = WavFile.write(folder.resolve("silence-" + seconds + ".wav"), 8000, 1, 0.001, WavFile.SILENCE);
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            int bytes = seconds * 16_000;
            sparse.setLength(44 + bytes);
            sparse.seek(4);
            sparse.writeInt(Integer.reverseBytes(36 + bytes));
            sparse.seek(40);
            sparse.writeInt(Integer.reverseBytes(bytes));
        }
        return file;
    }

    private static final class Counting implements CallSink {

        final AtomicLong ended = new AtomicLong();

        private void count(Message record) {
            if (record instanceof CallEvent event && event.hasEnded()) {
                ended.incrementAndGet();
            }
        }

        @Override
        public void put(AudioFrame frame) {
            count(frame);
        }

        @Override
        public void put(CallEvent event) {
            count(event);
        }

        @Override
        public boolean offer(AudioFrame frame) {
            return false;
        }

        @Override
        public boolean offer(CallEvent event) {
            return false;
        }

        @Override
        public boolean flush(Duration patience) {
            return true;
        }

        @Override
        public long waiting() {
            return 0;
        }
    }
}
