package org.wenzheng.cli.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.models.runtime.synthesis.SpeechSynthesizer;

/**
 * What the page of a citizen's call reads aloud before the microphone opens, spoken once: many desks' browsers have no voice of
 * their own. The file carries the hash of its text, so that a test sees when the words have changed since.
 */
public final class ConsentSpeech {

    /** Of the pages' sources, with {@code zh.txt} and {@code zh.opus}. */
    public static final String FOLDER = "search-api/web/public/consent";

    static final String HASH_TAG = "text_sha256";

    private static final String VOICE = "zf_xiaoxiao";

    /** Somewhat slower than talk: the listeners are often old. */
    private static final float SPEED = 0.9f;

    private ConsentSpeech() {}

    /** Speaks {@code zh.txt} of the folder into {@code zh.opus}. */
    static void make(SpeechSynthesizer synthesizer, Path folder) throws IOException, ModelException {
        String text = Files.readString(folder.resolve("zh.txt")).strip();
        float[] samples = synthesizer.speak(text, VOICE, SPEED).samples();
        Map<String, String> tags = new TreeMap<>(Map.of(
                "language", "zh-CN", "comment", "合成语音 Synthetic speech (Kokoro-82M v1.0).", HASH_TAG, hash(text)));
        OggOpusFile.write(folder.resolve("zh.opus"), new float[][] {samples}, synthesizer.sampleRate(), tags);
    }

    static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
