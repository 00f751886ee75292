package org.wenzheng.cli.evaluate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** Writes one voice as WAV, 16 bit. */
public final class WavFile {

    private static final int FULL_SCALE = 32_767;

    private WavFile() {}

    /** Writes samples of -1 to 1; what is louder is cut. The file is there whole or not at all. */
    public static void write(Path file, float[] samples, int rate) throws IOException {
        byte[] pcm = new byte[samples.length * 2];
        for (int i = 0; i < samples.length; i++) {
            int sample = Math.round(Math.max(-1, Math.min(1, samples[i])) * FULL_SCALE);
            pcm[2 * i] = (byte) sample;
            pcm[2 * i + 1] = (byte) (sample >> 8);
        }
        AudioFormat format = new AudioFormat(rate, 16, 1, true, false);
        Path half = file.resolveSibling(file.getFileName() + ".part");
        try (AudioInputStream sound = new AudioInputStream(new ByteArrayInputStream(pcm), format, samples.length)) {
            AudioSystem.write(sound, AudioFileFormat.Type.WAVE, half.toFile());
        }
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
