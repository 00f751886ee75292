package org.wenzheng.jobs.redaction;

/**
 * A personal detail in a text.
 *
 * @param start UTF-16 offset in the text as spoken
 * @param end exclusive
 * @param weight where two findings overlap the heavier one names the kind
 */
public record Finding(DetailKind kind, int start, int end, int weight) {

    /** Whether it shares a character with the range. */
    public boolean overlaps(int from, int to) {
        return start < to && from < end;
    }
}
