package org.wenzheng.digitalhuman.face;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wenzheng.digitalhuman.voice.SpeechOutput;
import org.wenzheng.models.runtime.synthesis.SpeechSynthesizer.Phoneme;

/**
 * The shape of the lips: how far open and how wide, 0 to 1 each. Follows the phonemes' own times, blended, and shuts in pauses.
 */
final class Mouth {

    private static final String OPEN = "aɑɐɛæ";
    private static final String ROUND = "oɔuwʊyɥ";
    private static final String SPREAD = "ieəɤɨɚɻ";
    private static final String SHUT = "mpbf";
    /** A gap between phonemes from which on the mouth is shut, in seconds. */
    private static final float PAUSE = 0.12f;
    /** A mouth forms a sound before it is heard, in seconds. */
    private static final float AHEAD = 0.04f;
    /** Of the way to the next shape with each picture. */
    private static final double BLEND = 0.55;

    private double open;
    private double width = 0.5;

    double open() {
        return open;
    }

    double width() {
        return width;
    }

    /** Moves on by one picture. @param moment where the voice is, null in silence */
    void move(SpeechOutput.@Nullable Moment moment) {
        double wantedOpen = 0;
        double wantedWidth = 0.5;
        if (moment != null) {
            String symbol = at(moment.sound().phonemes(), moment.seconds() + AHEAD);
            int c = symbol.isEmpty() ? -1 : symbol.codePointAt(0);
            if (c >= 0 && OPEN.indexOf(c) >= 0) {
                wantedOpen = 1;
                wantedWidth = 0.6;
            } else if (c >= 0 && ROUND.indexOf(c) >= 0) {
                wantedOpen = 0.5;
                wantedWidth = 0.15;
            } else if (c >= 0 && SPREAD.indexOf(c) >= 0) {
                wantedOpen = 0.4;
                wantedWidth = 0.85;
            } else if (c >= 0 && SHUT.indexOf(c) < 0 && Character.isLetter(c)) {
                wantedOpen = 0.22;
            }
        }
        open += (wantedOpen - open) * BLEND;
        width += (wantedWidth - width) * BLEND;
        if (wantedOpen == 0 && open < 0.05) {
            open = 0;
        }
    }

    private static String at(List<Phoneme> phonemes, float seconds) {
        String symbol = "";
        for (Phoneme phoneme : phonemes) {
            if (phoneme.startSeconds() <= seconds
                    && seconds < Math.min(phoneme.endSeconds(), phoneme.startSeconds() + 3 * PAUSE)) {
                symbol = phoneme.symbol();
            }
        }
        return symbol;
    }
}
