package org.wenzheng.models.runtime.speech;

import com.hankcs.hanlp.HanLP;

/** Recognised Mandarin as a reader expects it: simplified characters, full-width punctuation, numbers as numerals. */
public final class MandarinText {

    private MandarinText() {}

    /**
     * The text as it is written.
     *
     * @param closed whether the speaker has ended, so that the text ends with a mark
     */
    public static SpokenText written(SpokenText spoken, boolean closed) {
        SpokenText marked = Punctuation.pauses(Punctuation.written(simplified(spoken)));
        SpokenText numbered = InverseTextNormalization.written(marked);
        return closed ? Punctuation.ended(numbered) : numbered;
    }

    /** The text in simplified characters. */
    public static SpokenText simplified(SpokenText spoken) {
        return spoken.rewritten(simplified(spoken.text()));
    }

    /** Simplified characters, as many as there were. */
    static String simplified(String text) {
        String simple = HanLP.convertToSimplifiedChinese(text);
        if (simple.length() == text.length()) {
            return simple;
        }
        StringBuilder single = new StringBuilder();
        text.codePoints().forEach(c -> {
            String character = Character.toString(c);
            String converted = HanLP.convertToSimplifiedChinese(character);
            single.append(converted.length() == character.length() ? converted : character);
        });
        return single.toString();
    }
}
