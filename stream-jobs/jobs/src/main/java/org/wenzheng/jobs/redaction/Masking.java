package org.wenzheng.jobs.redaction;

import java.util.ArrayList;
import java.util.List;
import org.wenzheng.jobs.redaction.RedactedText.Span;

/** Puts place holders where findings are and moves words and times along. */
final class Masking {

    /** Muted before and after a detail: recognisers' word times err by as much. */
    static final int MARGIN_MS = 300;

    private Masking() {}

    /** @param findings of the utterance's text, in order, without overlaps */
    static RedactedText apply(Utterance spoken, List<Finding> findings) {
        StringBuilder text = new StringBuilder();
        List<SpokenWord> words = new ArrayList<>();
        List<Span> spans = new ArrayList<>();
        int from = 0;
        for (Finding finding : findings) {
            keep(spoken, from, finding.start(), text, words);
            int at = text.length();
            text.append(finding.kind().placeHolder());
            SpokenWord masked = merge(spoken, finding, at, text.length());
            if (!spoken.words().isEmpty()) {
                words.add(masked);
            }
            spans.add(new Span(
                    finding.kind(),
                    at,
                    text.length(),
                    Math.max(0, masked.startMs() - MARGIN_MS),
                    masked.endMs() + MARGIN_MS));
            from = finding.end();
        }
        keep(spoken, from, spoken.text().length(), text, words);
        return new RedactedText(text.toString(), words, spans);
    }

    private static void keep(Utterance spoken, int from, int to, StringBuilder text, List<SpokenWord> words) {
        int shift = text.length() - from;
        text.append(spoken.text(), from, to);
        for (SpokenWord word : spoken.words()) {
            // A word that reaches into a finding goes with the finding.
            if (word.startChar() >= from && word.endChar() <= to) {
                words.add(new SpokenWord(
                        word.startChar() + shift,
                        word.endChar() + shift,
                        word.startMs(),
                        word.endMs(),
                        word.confidence()));
            }
        }
    }

    /** One word for all that a finding covers; by its share of the text where no word has a time. */
    private static SpokenWord merge(Utterance spoken, Finding finding, int startChar, int endChar) {
        int start = Integer.MAX_VALUE;
        int end = 0;
        float confidence = 1;
        for (SpokenWord word : spoken.words()) {
            if (finding.overlaps(word.startChar(), word.endChar())) {
                start = Math.min(start, word.startMs());
                end = Math.max(end, word.endMs());
                confidence = Math.min(confidence, word.confidence());
            }
        }
        return start < end
                ? new SpokenWord(startChar, endChar, start, end, confidence)
                : new SpokenWord(startChar, endChar, timeOf(spoken, finding.start()), timeOf(spoken, finding.end()), 0);
    }

    private static int timeOf(Utterance spoken, int offset) {
        long length = Math.max(1, spoken.text().length());
        return (int) (spoken.startMs() + (long) (spoken.endMs() - spoken.startMs()) * offset / length);
    }
}
