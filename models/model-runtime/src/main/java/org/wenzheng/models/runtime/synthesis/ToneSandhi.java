package org.wenzheng.models.runtime.synthesis;

import java.util.ArrayList;
import java.util.List;

/** The tone changes of connected Mandarin: 不, 一, and a third tone before a third tone. */
final class ToneSandhi {
    /** 一 beside these is a numeral and keeps its tone. */
    private static final String NUMERALS = "零一二三四五六七八九幺";

    private static final String ORDINAL_AFTER = "月日号楼栋室";
    private static final String ORDINAL_BEFORE = "第零一二三四五六七八九十点初百周期";

    private ToneSandhi() {}

    static List<Syllable> apply(List<Syllable> dictionary) {
        List<Syllable> spoken = new ArrayList<>(dictionary);
        for (int at = 0; at + 1 < spoken.size(); at++) {
            Syllable here = spoken.get(at);
            if (here.character() == '不' || here.character() == '一') {
                boolean repeated = at > 0
                        && spoken.get(at - 1).character() == spoken.get(at + 1).character();
                spoken.set(at, here.withTone(ofBuOrYi(spoken, at, repeated)));
            }
        }
        thirdTones(spoken);
        return spoken;
    }

    private static int ofBuOrYi(List<Syllable> syllables, int at, boolean repeated) {
        Syllable here = syllables.get(at);
        Syllable next = syllables.get(at + 1);
        if (here.character() == '不') {
            return repeated ? Syllable.NEUTRAL : next.tone() == 4 ? 2 : here.tone();
        }
        if (numeral(syllables, at)) {
            return 1;
        }
        if (repeated) {
            return Syllable.NEUTRAL;
        }
        // 统一, 之一: at the end of a word it is no modifier of what follows
        boolean endsWord = next.opensWord() && !here.opensWord();
        return endsWord ? 1 : next.tone() == 4 || next.character() == '个' ? 2 : 4;
    }

    private static boolean numeral(List<Syllable> syllables, int at) {
        char next = syllables.get(at + 1).character();
        // 一点五 is a number, 一点 a little
        boolean decimal = next == '点'
                && at + 2 < syllables.size()
                && NUMERALS.indexOf(syllables.get(at + 2).character()) >= 0;
        if (decimal || NUMERALS.indexOf(next) >= 0 || ORDINAL_AFTER.indexOf(next) >= 0) {
            return true;
        }
        return at > 0 && ORDINAL_BEFORE.indexOf(syllables.get(at - 1).character()) >= 0;
    }

    /** Left to right inside words; across words only where one of the two is a single syllable, as people group them. */
    private static void thirdTones(List<Syllable> spoken) {
        for (int at = 0; at + 1 < spoken.size(); at++) {
            Syllable here = spoken.get(at);
            Syllable next = spoken.get(at + 1);
            if (here.tone() != 3 || next.tone() != 3) {
                continue;
            }
            boolean sameWord = !next.opensWord();
            boolean single = here.opensWord()
                    || at + 2 >= spoken.size()
                    || spoken.get(at + 2).opensWord();
            if (sameWord || single) {
                spoken.set(at, here.withTone(2));
            }
        }
    }
}
