package org.wenzheng.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.wenzheng.cli.demo.DemoScript.Speaker;
import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.models.runtime.synthesis.SpeechSynthesizer;

/** Spoken turns, synthesised once and kept as 16-bit samples in a folder, so that a rebuild that was stopped goes on. */
final class SpokenTurns {
    private static final float SLOWEST = 0.8f;
    private static final float FASTEST = 1.2f;
    private static final float FULL_SCALE = 32_767;

    private final SpeechSynthesizer synthesizer;
    private final Path cache;

    SpokenTurns(SpeechSynthesizer synthesizer, Path cache) {
        this.synthesizer = synthesizer;
        this.cache = cache;
    }

    /** Samples a second. */
    int sampleRate() {
        return synthesizer.sampleRate();
    }

    /** The text in the speaker's voice, speed and pitch. */
    float[] speak(String text, Speaker speaker) throws ModelException, IOException {
        double wanted = speaker.speed() / Pitch.ratio(speaker.pitch());
        float speed = Math.round(Math.max(SLOWEST, Math.min(FASTEST, wanted)) * 100) / 100f;
        Path kept = cache.resolve(key(text, speaker.voice(), speed) + ".pcm");
        if (!Files.exists(kept)) {
            keep(synthesizer.speak(text, speaker.voice(), speed).samples(), kept);
        }
        return Pitch.shift(read(kept), speaker.pitch());
    }

    private void keep(float[] samples, Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(samples.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float sample : samples) {
            bytes.putShort((short) Math.round(Math.max(-1, Math.min(1, sample)) * FULL_SCALE));
        }
        Files.createDirectories(cache);
        Path half = Files.createTempFile(cache, "turn", ".part");
        Files.write(half, bytes.array());
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static float[] read(Path file) throws IOException {
        ShortBuffer shorts = ByteBuffer.wrap(Files.readAllBytes(file))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer();
        float[] samples = new float[shorts.remaining()];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = shorts.get(i) / FULL_SCALE;
        }
        return samples;
    }

    private static String key(String text, String voice, float speed) {
        String whole =
                String.format(Locale.ROOT, "%s%n%.2f%n%s", voice, speed, text).replace("\r", "");
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(whole.getBytes(UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, 40);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
