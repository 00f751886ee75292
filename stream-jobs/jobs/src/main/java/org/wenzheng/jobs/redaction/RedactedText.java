package org.wenzheng.jobs.redaction;

import java.util.List;

/**
 * A text with place holders where personal details were.
 *
 * @param text as people may read it
 * @param words of {@code text}, in order; one stands for all words of a detail
 * @param spans in order
 */
public record RedactedText(String text, List<SpokenWord> words, List<Span> spans) {

    public RedactedText {
        words = List.copyOf(words);
        spans = List.copyOf(spans);
    }

    /**
     * A detail's place.
     *
     * @param startChar UTF-16 offset of the place holder in the redacted text
     * @param endChar exclusive
     * @param startMs of the sound that is muted, from the call's start, with a margin for the error of word times
     * @param endMs exclusive
     */
    public record Span(DetailKind kind, int startChar, int endChar, int startMs, int endMs) {}
}
