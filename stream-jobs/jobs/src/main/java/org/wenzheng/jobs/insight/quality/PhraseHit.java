package org.wenzheng.jobs.insight.quality;

/**
 * A phrase that was said. Kept in saved state: fields may be added, none renamed or removed.
 *
 * @param kind id of a {@link PhraseKind}
 * @param atMs when it began, from the call's start
 * @param confidence 0..1, of the word that was heard worst
 */
public record PhraseHit(String kind, String phrase, int atMs, float confidence) {}
