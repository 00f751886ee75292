package org.wenzheng.digitalhuman.dialogue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wenzheng.digitalhuman.answer.Answer;

/**
 * What the digital human does after an utterance.
 *
 * @param outcome what came of it
 * @param sentences what is spoken, in order; empty to stay silent
 * @param answer where it comes from, when it answers
 * @param buttons what can be tapped instead of said
 * @param danger whose number is shown at once
 */
public record Reply(
        Outcome outcome,
        List<String> sentences,
        @Nullable Answer answer,
        List<String> buttons,
        @Nullable Danger danger) {

    /** What came of an utterance. */
    public enum Outcome {
        ANSWERED,
        /** Asked which of a few items is meant. */
        CLARIFYING,
        /** Asked for what decides on the materials. */
        ASKING,
        NOT_KNOWN,
        HANDOVER,
        EMERGENCY,
        /** Said again, slower, louder; greeted, thanked. */
        CONTROL,
        ABUSED,
        ENDED,
        SILENT
    }

    public Reply {
        sentences = List.copyOf(sentences);
        buttons = List.copyOf(buttons);
    }

    static Reply say(Outcome outcome, String sentence) {
        return new Reply(outcome, List.of(sentence), null, List.of(), null);
    }

    /** Whether a person takes over now. */
    public boolean handsOver() {
        return outcome == Outcome.HANDOVER || outcome == Outcome.EMERGENCY;
    }
}
