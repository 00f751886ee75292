package org.wenzheng.models.runtime.synthesis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Chinese text in Kokoro's phonemes: words parted by spaces, punctuation that the model breathes at, letters by name. */
final class MandarinSpelling {
    private static final Map<Character, String> PUNCTUATION = Map.ofEntries(
            Map.entry('，', ","),
            Map.entry('、', ","),
            Map.entry(',', ","),
            Map.entry('。', "."),
            Map.entry('.', "."),
            Map.entry('！', "!"),
            Map.entry('!', "!"),
            Map.entry('？', "?"),
            Map.entry('?', "?"),
            Map.entry('；', ";"),
            Map.entry(';', ";"),
            Map.entry('：', ":"),
            Map.entry(':', ":"),
            Map.entry('…', "…"),
            Map.entry('—', "—"),
            Map.entry('\n', "."));

    private final PinyinReader reader;

    MandarinSpelling(PinyinReader reader) {
        this.reader = reader;
    }

    /**
     * Phonemes of a text, cut into utterances of at most {@code most} symbols, at punctuation where there is any.
     *
     * @return strings of symbols that are {@link KokoroTokens#known}; empty where the text has nothing to say
     */
    List<String> utterances(String text, int most) {
        List<String> utterances = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        for (String clause : clauses(SpeakableText.of(text))) {
            if (open.length() + clause.length() + 1 > most && open.length() > 0) {
                utterances.add(open.toString());
                open.setLength(0);
            }
            String rest = clause;
            while (rest.length() > most) {
                int space = rest.lastIndexOf(' ', most);
                int cut = space > 0 ? space : most;
                utterances.add(rest.substring(0, cut).strip());
                rest = rest.substring(cut).strip();
            }
            open.append(open.length() > 0 && !rest.isEmpty() ? " " : "").append(rest);
        }
        if (open.length() > 0) {
            utterances.add(open.toString());
        }
        return utterances;
    }

    /** Phonemes up to and with each punctuation mark. */
    private List<String> clauses(String speakable) {
        List<String> clauses = new ArrayList<>();
        StringBuilder phonemes = new StringBuilder();
        int at = 0;
        while (at < speakable.length()) {
            char c = speakable.charAt(at);
            if (isHan(c)) {
                int end = at;
                while (end < speakable.length() && isHan(speakable.charAt(end))) {
                    end++;
                }
                spell(speakable.substring(at, end), phonemes);
                at = end;
                continue;
            }
            at++;
            String mark = PUNCTUATION.get(c);
            if (mark == null) {
                MandarinPhonemes.ofLetter(c).ifPresent(name -> word(phonemes).append(name));
            } else if (phonemes.length() > 0) {
                clauses.add(phonemes.append(mark).toString());
                phonemes.setLength(0);
            }
        }
        if (phonemes.length() > 0) {
            clauses.add(phonemes.toString());
        }
        return clauses;
    }

    private void spell(String han, StringBuilder phonemes) {
        boolean first = true;
        for (Syllable syllable : ToneSandhi.apply(reader.read(han))) {
            if (syllable.opensWord() || first) {
                word(phonemes);
            }
            first = false;
            MandarinPhonemes.of(syllable.pinyin(), syllable.tone()).ifPresent(phonemes::append);
        }
    }

    private static StringBuilder word(StringBuilder phonemes) {
        boolean apart = phonemes.length() > 0 && phonemes.charAt(phonemes.length() - 1) != ' ';
        return apart ? phonemes.append(' ') : phonemes;
    }

    private static boolean isHan(char c) {
        return Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN;
    }
}
