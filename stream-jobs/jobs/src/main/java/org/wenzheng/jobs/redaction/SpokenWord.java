package org.wenzheng.jobs.redaction;

/**
 * A word's place in a text and in time.
 *
 * @param startChar UTF-16 offset in the text
 * @param endChar exclusive
 * @param startMs from the call's start
 * @param endMs exclusive
 * @param confidence 0..1
 */
public record SpokenWord(int startChar, int endChar, int startMs, int endMs, float confidence) {}
