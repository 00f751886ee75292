package org.wenzheng.search.app.search;

import java.util.Arrays;
import java.util.Locale;
import org.wenzheng.search.app.problem.ProblemException;

/** How a query is understood. */
enum SearchMode {
    /** Words and meaning, their ranks fused. */
    FUSED,
    /** BM25 over words and character pairs. */
    WORDS,
    /** These characters in this order. */
    PHRASE,
    /** Nearest vectors. */
    MEANING;

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static SearchMode of(String id) {
        return Arrays.stream(values())
                .filter(mode -> mode.id().equals(id))
                .findFirst()
                .orElseThrow(() -> ProblemException.badRequest("mode must be fused, words, phrase or meaning."));
    }
}
