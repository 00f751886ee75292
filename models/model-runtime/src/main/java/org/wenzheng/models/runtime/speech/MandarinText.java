package org.wenzheng.models.runtime.speech;

import com.hankcs.hanlp.HanLP;
import java.util.List;

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

    private static SpokenText simplified(SpokenText spoken) {
        String text = spoken.text();
        String simple = simplified(text);
        if (simple.equals(text)) {
            return spoken;
        }
        return spoken.edit(List.of(new SpokenText.Edit(0, text.length(), simple)));
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
