package org.wenzheng.models.runtime.whisper;

import java.util.List;

/**
 * Tells when a decoder has begun to repeat itself: one token five times, two to five tokens four times, or six to
 * sixty-four twice, at the tail of what is written.
 */
final class LoopGuard {

    private static final int LONGEST = 64;

    private LoopGuard() {}

    /** Tokens to take off so that one copy of what repeats is left; 0 where nothing does. */
    static int surplus(List<Integer> tokens) {
        for (int unit = 1; unit <= LONGEST; unit++) {
            int copies = unit == 1 ? 5 : unit <= 5 ? 4 : 2;
            if (tokens.size() >= unit * copies && repeats(tokens, unit, copies)) {
                return unit * (copies - 1);
            }
        }
        return 0;
    }

    private static boolean repeats(List<Integer> tokens, int unit, int copies) {
        int end = tokens.size();
        for (int i = 1; i <= unit * (copies - 1); i++) {
            if (!tokens.get(end - i).equals(tokens.get(end - i - unit))) {
                return false;
            }
        }
        return true;
    }
}
