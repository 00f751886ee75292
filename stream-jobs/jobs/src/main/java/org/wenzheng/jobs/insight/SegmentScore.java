package org.wenzheng.jobs.insight;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wenzheng.jobs.insight.quality.OfficeRules;
import org.wenzheng.jobs.insight.quality.Turn;
import org.wenzheng.media.records.v1.Role;

/**
 * What one final adds to its call. Kept in saved state: fields may be added, none renamed or removed.
 *
 * @param role number of {@code wenzheng.media.v1.Role}
 * @param endMs from the call's start
 * @param length of the text, characters: its weight
 * @param sentiments probabilities by label; empty where no model was asked
 * @param urgency 0..1
 * @param outcome of the digital human's reply
 * @param item that the reply is about
 * @param turn who spoke when; null in what was saved before it was counted
 */
public record SegmentScore(
        int role,
        int endMs,
        int length,
        List<LabelScore> sentiments,
        float urgency,
        List<LabelScore> topics,
        @Nullable String outcome,
        @Nullable String item,
        @Nullable Turn turn) {

    static SegmentScore of(RedactedSegment segment, Analysis analysis, OfficeRules rules) {
        return new SegmentScore(
                segment.role(),
                segment.endMs(),
                segment.text().length(),
                analysis.sentiments(),
                analysis.urgency(),
                analysis.topics(),
                segment.outcome(),
                segment.item(),
                turn(segment, rules));
    }

    private static Turn turn(RedactedSegment segment, OfficeRules rules) {
        boolean staff = segment.role() == Role.STAFF_VALUE;
        Turn said = new Turn(
                segment.segment(),
                segment.participant(),
                segment.role(),
                segment.startMs(),
                segment.endMs(),
                (int) segment.text().chars().filter(Character::isLetterOrDigit).count(),
                segment.confidence(),
                segment.unheard(),
                staff ? segment.text() : "",
                List.of());
        return rules.turn(said, segment.words());
    }

    boolean isDigitalHuman() {
        return role == Role.DIGITAL_HUMAN_VALUE;
    }

    /** Whether the voice is of the person who came for help or of a companion. */
    boolean isCaller() {
        return role == Role.CITIZEN_VALUE || role == Role.GUEST_VALUE;
    }
}
