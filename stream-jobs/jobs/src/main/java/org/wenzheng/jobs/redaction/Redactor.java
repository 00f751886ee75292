package org.wenzheng.jobs.redaction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds personal details in a text and masks them. A pure function, thread-safe.
 *
 * <p>See docs/redaction.md for what is found. For the segments of a call use {@link ConversationRedactor}, which sees
 * numbers that a pause has cut in two.
 */
public final class Redactor {

    private final List<Detector> detectors = List.of(
            new NumberDetector(),
            new PassportDetector(),
            new PlateDetector(),
            new EmailDetector(),
            new BirthDateDetector(),
            new AddressDetector(),
            new NameDetector());

    /** Masks a text that stands alone, such as a call's title. */
    public RedactedText redact(String text) {
        return redact(new Utterance("", "", 0, 0, 0, text, List.of(), false));
    }

    /** Masks one utterance without looking at its neighbours. */
    public RedactedText redact(Utterance spoken) {
        return Masking.apply(spoken, find(new SpokenText(spoken.text(), spoken.open(), List.of())));
    }

    /** What is found in a text that stands alone, by its own offsets, in order and without overlaps. */
    public List<Finding> find(String text) {
        return find(SpokenText.closed(text));
    }

    List<Finding> find(SpokenText text) {
        List<Finding> all = new ArrayList<>();
        detectors.forEach(detector -> all.addAll(detector.find(text)));
        all.sort(Comparator.comparingInt(Finding::start).thenComparingInt(Finding::end));
        List<Finding> apart = new ArrayList<>();
        for (Finding next : all) {
            Finding last = apart.isEmpty() ? null : apart.get(apart.size() - 1);
            if (last != null && last.overlaps(next.start(), next.end())) {
                apart.set(apart.size() - 1, union(last, next));
            } else {
                apart.add(next);
            }
        }
        return apart;
    }

    /** Everything that either covers is masked; the heavier one says as what. */
    private static Finding union(Finding a, Finding b) {
        Finding heavier = a.weight() >= b.weight() ? a : b;
        return new Finding(
                heavier.kind(), Math.min(a.start(), b.start()), Math.max(a.end(), b.end()), heavier.weight());
    }
}
