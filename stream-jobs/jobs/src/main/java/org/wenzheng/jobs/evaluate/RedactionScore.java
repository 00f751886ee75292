package org.wenzheng.jobs.evaluate;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wenzheng.jobs.redaction.DetailKind;
import org.wenzheng.jobs.redaction.Finding;

/**
 * Counts what redaction finds of a set and what it finds besides.
 *
 * <p>A detail is found when every letter and digit of it is masked and the mask names its kind: a number with one digit
 * left readable is not found. A finding is right when it touches a detail of its kind.
 */
final class RedactionScore {

    /** Of one kind, or of all. */
    static final class Counts {
        private int details;
        private int detailsFound;
        private int findings;
        private int findingsRight;

        /** Share of details found; 1 where there are none. */
        double recall() {
            return details == 0 ? 1 : (double) detailsFound / details;
        }

        /** Share of findings that are right; 1 where there are none. */
        double precision() {
            return findings == 0 ? 1 : (double) findingsRight / findings;
        }

        int details() {
            return details;
        }

        int findings() {
            return findings;
        }
    }

    private final Map<String, Counts> byKind = new TreeMap<>();
    private final Counts all = new Counts();
    private final Counts numbers = new Counts();

    /** Takes one text. */
    void add(RedactionSet.Item item, List<Finding> findings) {
        for (RedactionSet.Span span : item.spans()) {
            boolean found = isMasked(item.text(), span, findings)
                    && findings.stream()
                            .anyMatch(f -> f.kind().id().equals(span.kind()) && f.overlaps(span.start(), span.end()));
            for (Counts counts : countsOf(span.kind())) {
                counts.details++;
                counts.detailsFound += found ? 1 : 0;
            }
        }
        for (Finding finding : findings) {
            boolean right = item.spans().stream()
                    .anyMatch(s -> s.kind().equals(finding.kind().id()) && finding.overlaps(s.start(), s.end()));
            for (Counts counts : countsOf(finding.kind().id())) {
                counts.findings++;
                counts.findingsRight += right ? 1 : 0;
            }
        }
    }

    Counts all() {
        return all;
    }

    /** ID cards, phones, bank cards, passports and plates. */
    Counts numbers() {
        return numbers;
    }

    Map<String, Counts> byKind() {
        return byKind;
    }

    private List<Counts> countsOf(String kind) {
        Counts own = byKind.computeIfAbsent(kind, k -> new Counts());
        boolean isNumber = false;
        for (DetailKind known : DetailKind.values()) {
            isNumber |= known.id().equals(kind) && known.isNumber();
        }
        return isNumber ? List.of(own, all, numbers) : List.of(own, all);
    }

    private static boolean isMasked(String text, RedactionSet.Span span, List<Finding> findings) {
        for (int i = span.start(); i < span.end(); i++) {
            int at = i;
            if (Character.isLetterOrDigit(text.charAt(i)) && findings.stream().noneMatch(f -> f.overlaps(at, at + 1))) {
                return false;
            }
        }
        return true;
    }
}
