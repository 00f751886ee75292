package org.wenzheng.models.runtime.synthesis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wenzheng.models.runtime.synthesis.SpeechSynthesizer.Phoneme;

/** The numbers by which Kokoro v1.0 knows the symbols of Mandarin, letters and punctuation, and when each sounds. */
final class KokoroTokens {
    private static final long PAD = 0;
    private static final float FRAME_SECONDS = 600f / KokoroSynthesizer.SAMPLE_RATE;

    /** These change the sound before them. */
    private static final String TRAILING = "→↗↓↘ʰᵊ";

    /** These have no sound. */
    private static final String SILENT = " ,.!?;:…—ˈˌ";

    private static final Map<Integer, Long> IDS = new HashMap<>();

    static {
        row(";:,.!?", 1);
        row("—…\"()“” ", 9);
        row("ʦʨ", 20);
        row("ꭧAI", 23);
        row("O", 31);
        row("ᵊabcdef", 42);
        row("hijklmnopqrstuvwxyzɑ", 50);
        row("ɔɕ", 76);
        row("ʤə", 82);
        row("ɚɛ", 85);
        row("ɥ", 99);
        row("ɨ", 101);
        row("ŋ", 112);
        row("ɹ", 123);
        row("ɻ", 126);
        row("ʂ", 130);
        row("ʧ", 133);
        row("ʊ", 135);
        row("ʌ", 138);
        row("ɤ", 140);
        row("ˈˌ", 156);
        row("ʰ", 162);
        row("↓", 169);
        row("→↗↘", 171);
    }

    private KokoroTokens() {}

    private static void row(String symbols, long first) {
        long number = first;
        for (int symbol : symbols.codePoints().toArray()) {
            IDS.put(symbol, number++);
        }
    }

    /** The utterance's symbols; those that the model does not know are left out. */
    static int[] symbols(String phonemes) {
        return phonemes.codePoints().filter(IDS::containsKey).toArray();
    }

    /** Numbers of symbols, with the pad that the model wants at both ends. */
    static long[] numbers(int[] symbols) {
        long[] numbers = new long[symbols.length + 2];
        numbers[0] = PAD;
        numbers[numbers.length - 1] = PAD;
        for (int i = 0; i < symbols.length; i++) {
            numbers[i + 1] = IDS.getOrDefault(symbols[i], PAD);
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
