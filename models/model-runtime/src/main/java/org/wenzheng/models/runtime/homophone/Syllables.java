package org.wenzheng.models.runtime.homophone;

import com.hankcs.hanlp.HanLP;
import com.hankcs.hanlp.dictionary.py.Pinyin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Mandarin syllables without tone by number, and which of them recognition and accents confuse: zh z, ch c, sh s, n l, -ng -n. */
final class Syllables {

    static final int NONE = -1;

    private static final String[][] INITIALS = {{"zh", "z"}, {"ch", "c"}, {"sh", "s"}, {"n", "l"}};
    private static final String[][] FINALS = {{"ang", "an"}, {"eng", "en"}, {"ing", "in"}};

    private static final Map<String, Integer> NUMBERS = new HashMap<>();
    private static final int[] OF_PINYIN = new int[Pinyin.values().length];
    private static final int[][] CONFUSED;

    static {
        List<String> names = new ArrayList<>();
        for (Pinyin pinyin : Pinyin.values()) {
            String name = pinyin.getPinyinWithoutTone();
            OF_PINYIN[pinyin.ordinal()] = pinyin == Pinyin.none5
                    ? NONE
                    : NUMBERS.computeIfAbsent(name, key -> {
                        names.add(key);
                        return names.size() - 1;
                    });
        }
        CONFUSED = names.stream().map(Syllables::confused).toArray(int[][]::new);
    }

    private Syllables() {}

    /** A reading a character; a character without one has {@link Pinyin#none5}. */
    static List<Pinyin> read(String text) {
        return HanLP.convertToPinyinList(text);
    }

    /** The number of a reading's syllable, {@link #NONE} for none. */
    static int of(Pinyin pinyin) {
        return OF_PINYIN[pinyin.ordinal()];
    }

    static int number(String name) {
        return NUMBERS.getOrDefault(name, NONE);
    }

    /** Syllables that are heard for one, without itself. */
    static int[] confusedWith(int syllable) {
        return CONFUSED[syllable];
    }

    private static int[] confused(String name) {
        String initial = initial(name);
        String rest = name.substring(initial.length());
        Set<String> initials = new LinkedHashSet<>(List.of(initial));
        for (String[] pair : INITIALS) {
            if (pair[0].equals(initial)) {
                initials.add(pair[1]);
            } else if (pair[1].equals(initial)) {
                initials.add(pair[0]);
            }
        }
        Set<String> rests = new LinkedHashSet<>(List.of(rest));
        for (String[] pair : FINALS) {
            if (rest.endsWith(pair[0])) {
                rests.add(rest.substring(0, rest.length() - pair[0].length()) + pair[1]);
            } else if (rest.endsWith(pair[1])) {
                rests.add(rest.substring(0, rest.length() - pair[1].length()) + pair[0]);
            }
        }
        return initials.stream()
                .flatMap(i -> rests.stream().map(r -> i + r))
                .filter(other -> !other.equals(name))
                .mapToInt(Syllables::number)
                .filter(number -> number != NONE)
                .toArray();
    }

    private static String initial(String name) {
        if (name.length() > 1 && name.charAt(1) == 'h') {
            return name.substring(0, 2);
        }
        return "bpmfdtnlgkhjqxzcsrwy".indexOf(name.charAt(0)) >= 0 ? name.substring(0, 1) : "";
    }
}
