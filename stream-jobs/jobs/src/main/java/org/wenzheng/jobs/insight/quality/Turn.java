package org.wenzheng.jobs.insight.quality;

import java.util.List;
import org.wenzheng.jobs.redaction.SpokenWord;
import org.wenzheng.media.records.v1.Role;

/**
 * What somebody said at a stretch. Kept in saved state: fields may be added, none renamed or removed.
 *
 * @param speaker identity
 * @param role number of {@code wenzheng.media.v1.Role}
 * @param startMs from the call's start
 * @param characters besides marks
 * @param confidence 0..1
 * @param unheard nothing was understood
 * @param text redacted, of staff alone: to tell what it said before; else empty
 * @param phrases that the rules know, of staff alone
 */
public record Turn(
        String segment,
        String speaker,
        int role,
        int startMs,
        int endMs,
        int characters,
        float confidence,
        boolean unheard,
        String text,
        List<PhraseHit> phrases) {

    /** Confidence from which on words may be held against somebody: what was not heard well never is. */
    static final float CLEAR = 0.6f;

    /** Makes a turn of what was said, by the rules in force. */
    static Turn of(Turn said, List<SpokenWord> words, PhraseRules rules) {
        List<PhraseHit> hits = rules.find(said.text()).stream()
                .map(found -> {
                    List<SpokenWord> its = words.stream()
                            .filter(word -> word.startChar() < found.end() && word.endChar() > found.start())
                            .toList();
                    return new PhraseHit(
                            found.kind().id(),
                            found.phrase(),
                            its.isEmpty() ? said.startMs() : its.get(0).startMs(),
                            (float) its.stream()
                                    .mapToDouble(SpokenWord::confidence)
                                    .min()
                                    .orElse(said.confidence()));
                })
                .toList();
        return new Turn(
                said.segment(),
                said.speaker(),
                said.role(),
                said.startMs(),
                said.endMs(),
                said.characters(),
                said.confidence(),
                said.unheard(),
                said.text(),
                hits);
    }

    boolean isStaff() {
        return role == Role.STAFF_VALUE;
    }

    boolean isCitizen() {
        return role == Role.CITIZEN_VALUE || role == Role.GUEST_VALUE;
    }

    boolean isDigitalHuman() {
        return role == Role.DIGITAL_HUMAN_VALUE;
    }

    boolean isClear() {
        return !unheard && confidence >= CLEAR;
    }
}
