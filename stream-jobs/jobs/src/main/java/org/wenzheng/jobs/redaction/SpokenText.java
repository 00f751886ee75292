package org.wenzheng.jobs.redaction;

import java.util.List;
import java.util.Set;

/**
 * Text of one speaker that detectors look at: one segment, or neighbouring segments joined.
 *
 * @param value the words as recognised
 * @param open whether speech may go on: a detail at the end may still be incomplete
 * @param questions what another speaker had just asked for, by place
 */
record SpokenText(String value, boolean open, List<Question> questions) {

    /**
     * What was asked for just before a stretch of the text was said.
     *
     * @param start of the stretch that answers
     * @param end exclusive
     */
    record Question(int start, int end, Set<Cue> asked) {}

    static SpokenText closed(String value) {
        return new SpokenText(value, false, List.of());
    }

    /** Whether somebody had asked for {@code cue} before what stands at {@code position}. */
    boolean asked(Cue cue, int position) {
        return questions.stream()
                .anyMatch(q ->
                        q.start() <= position && position < q.end() && q.asked().contains(cue));
    }
}
