package org.wenzheng.search.app.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/** Places of found words as UTF-16 offsets, read from texts in which Elasticsearch marked them. */
final class Highlights {

    /** Private use characters: no recognised text has them. */
    static final String BEGIN = "\uE000";

    static final String END = "\uE001";

    private Highlights() {}

    /**
     * Unites the marks of several fields of one text.
     *
     * @param marked the same text, each with {@link #BEGIN} and {@link #END} around what was found
     * @return [start, end) pairs in order, none touching another
     */
    static List<int[]> offsets(Collection<String> marked) {
        BitSet found = new BitSet();
        for (String text : marked) {
            int plain = 0;
            boolean inside = false;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == BEGIN.charAt(0)) {
                    inside = true;
                } else if (c == END.charAt(0)) {
                    inside = false;
                } else {
                    found.set(plain, plain + 1, inside || found.get(plain));
                    plain++;
                }
            }
        }
        List<int[]> offsets = new ArrayList<>();
        for (int start = found.nextSetBit(0); start >= 0; ) {
            int end = found.nextClearBit(start);
            offsets.add(new int[] {start, end});
            start = found.nextSetBit(end);
        }
        return offsets;
    }
}
