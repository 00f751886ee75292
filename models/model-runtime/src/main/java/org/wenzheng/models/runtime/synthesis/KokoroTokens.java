package org.wenzheng.models.runtime.synthesis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wenzheng.models.runtime.synthesis.SpeechSynthesizer.Phoneme;

/** The symbols that Kokoro knows, by the {@code vocab} of its {@code config.json}, and what becomes of them in time. */
final class KokoroTokens {
    private static final long PAD = 0;
    private static final float FRAME_SECONDS = 600f / KokoroSynthesizer.SAMPLE_RATE;

    /** These change the sound before them. */
    private static final String TRAILING = "→↗↓↘ʰᵊ";

    /** These have no sound. */
    private static final String SILENT = " ,.!?;:…—ˈˌ";

    private final Map<Integer, Long> ids;

    private KokoroTokens(Map<Integer, Long> ids) {
        this.ids = Map.copyOf(ids);
    }

    /** @throws IOException when the file has no vocabulary */
    static KokoroTokens read(Path config) throws IOException {
        Map<Integer, Long> ids = new HashMap<>();
        JsonNode vocabulary = new ObjectMapper().readTree(config.toFile()).path("vocab");
        vocabulary
                .properties()
                .forEach(symbol -> ids.put(
                        symbol.getKey().codePointAt(0), symbol.getValue().asLong()));
        if (ids.isEmpty()) {
            throw new IOException(config.getFileName() + " has no vocab");
        }
        return new KokoroTokens(ids);
    }

    /** The utterance's symbols; those that the model does not know are left out. */
    int[] symbols(String phonemes) {
        return phonemes.codePoints().filter(ids::containsKey).toArray();
    }

    /** Numbers of symbols, with the pad that the model wants at both ends. */
    long[] numbers(int[] symbols) {
        long[] numbers = new long[symbols.length + 2];
        numbers[0] = PAD;
        numbers[numbers.length - 1] = PAD;
        for (int i = 0; i < symbols.length; i++) {
            numbers[i + 1] = ids.getOrDefault(symbols[i], PAD);
        }
        return numbers;
    }

    /**
     * Sounds with their times; tones and aspiration belong to the sound before them, punctuation and stress to none.
     *
     * @param frames durations of pad, symbols, pad
     */
    static List<Phoneme> timed(int[] symbols, float[] frames) {
        List<Phoneme> phonemes = new ArrayList<>();
        float at = frames[0] * FRAME_SECONDS;
        boolean joinable = false;
        for (int i = 0; i < symbols.length; i++) {
            float end = at + frames[i + 1] * FRAME_SECONDS;
            String symbol = Character.toString(symbols[i]);
            if (TRAILING.contains(symbol) && joinable) {
                Phoneme sound = phonemes.remove(phonemes.size() - 1);
                phonemes.add(new Phoneme(sound.symbol() + symbol, sound.startSeconds(), end));
            } else {
                joinable = !SILENT.contains(symbol);
                if (joinable) {
                    phonemes.add(new Phoneme(symbol, at, end));
                }
            }
            at = end;
        }
        return phonemes;
    }
}
