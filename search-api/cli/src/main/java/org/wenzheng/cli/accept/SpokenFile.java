package org.wenzheng.cli.accept;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.wenzheng.replay.audio.AudioFile;
import org.wenzheng.replay.audio.Voice;

/** Recordings one after the other in one WAV, as a browser takes it for its microphone: 48 kHz, 16 bit, mono. */
final class SpokenFile {

    private static final int HEADER = 44;
    private static final short[] PAUSE = new short[Voice.SAMPLE_RATE * 7 / 10];

    private SpokenFile() {}

    /** Writes recordings until there are so many seconds of them. */
    static void write(Path wav, List<Path> recordings, int seconds) throws IOException {
        ByteBuffer samples =
                ByteBuffer.allocate(2 * Voice.SAMPLE_RATE * (seconds + 1)).order(ByteOrder.LITTLE_ENDIAN);
        short[] frame = new short[Voice.FRAME_SAMPLES];
        for (Path recording : recordings) {
            try (AudioFile file = AudioFile.open(recording, true)) {
                Voice voice = file.voices().get(0);
                while (voice.read(frame) > 0) {
                    put(samples, frame);
                }
            }
            put(samples, PAUSE);
        }
        samples.flip();
        ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
        header.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(HEADER - 8 + samples.remaining());
        header.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16).putShort((short) 1);
        header.putShort((short) 1).putInt(Voice.SAMPLE_RATE).putInt(2 * Voice.SAMPLE_RATE);
        header.putShort((short) 2).putShort((short) 16);
        header.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(samples.remaining());
        try (OutputStream out = Files.newOutputStream(wav)) {
            out.write(header.array());
            out.write(samples.array(), 0, samples.remaining());
        }
    }

    private static void put(ByteBuffer samples, short[] more) {
        for (int i = 0; i < more.length && samples.remaining() >= 2; i++) {
            samples.putShort(more[i]);
        }
    }
}
