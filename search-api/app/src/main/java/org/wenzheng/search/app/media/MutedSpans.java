package org.wenzheng.search.app.media;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.wenzheng.search.contract.SegmentDocument;
import org.wenzheng.search.contract.SegmentDocument.RedactedSpan;

/**
 * Stretches of a call in which a personal detail was spoken: nothing sounds there, on no track, for a number that a citizen
 * says may echo on the staff's track.
 */
final class MutedSpans {

    /** Word times are some tens of milliseconds off. */
    static final int MARGIN_MS = 80;

    private final List<RedactedSpan> spans;

    private MutedSpans(List<RedactedSpan> spans) {
        this.spans = spans;
    }

    static MutedSpans of(List<SegmentDocument> segments) {
        return new MutedSpans(segments.stream()
                .flatMap(segment -> segment.redactions().stream())
                .sorted(Comparator.comparingLong(RedactedSpan::startMs))
                .toList());
    }

    /**
     * Silences them in a window of sound.
     *
     * @param firstSample of the window, from the call's start
     */
    void mute(short[] window, long firstSample) {
        for (RedactedSpan span : spans) {
            long from = (span.startMs() - MARGIN_MS) * CallSound.SAMPLES_PER_MS - firstSample;
            long to = (span.endMs() + MARGIN_MS) * CallSound.SAMPLES_PER_MS - firstSample;
            if (to > 0 && from < window.length) {
                Arrays.fill(window, (int) Math.max(0, from), (int) Math.min(window.length, to), (short) 0);
            }
        }
    }
}
