package org.wenzheng.search.app.insight;

import java.util.List;

/**
 * Something that a citizen said.
 *
 * @param at ISO 8601 instant
 * @param startMs from the call's start
 * @param topics ids, best first
 * @param vector unit vector of the text
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Utterance(
        String call,
        String segment,
        String at,
        long startMs,
        String text,
        String sentiment,
        List<String> topics,
        float[] vector) {}
