package org.wenzheng.search.app.insight;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A matter that emerged.
 *
 * @param topic id of what most of it is about, null where nothing was sorted
 * @param label as a person would call it
 * @param calls of the window
 * @param callsBefore in which the like was said before
 * @param negative calls of the window in which it was said in a bad mood
 * @param quotes with their places, the most central first; none where fewer than five calls are concerned, so that nobody is known
 *     by what was said
 */
record Matter(@Nullable String topic, String label, int calls, int callsBefore, int negative, List<Quote> quotes) {

    /** Words of somebody, redacted. @param startMs from the call's start */
    record Quote(String call, String segment, long startMs, String at, String text) {}
}
