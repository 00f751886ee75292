package org.wenzheng.search.app.insight;

import java.util.List;

/**
 * A matter that emerged.
 *
 * @param label as a person would call it
 * @param calls of the window
 * @param callsBefore in which the like was said before
 * @param negative calls of the window in which it was said in a bad mood
 * @param quotes with their places, the most central first; none where fewer than five calls are concerned, so that nobody is known
 *     by what was said
 */
record Matter(String label, int calls, int callsBefore, int negative, List<Quote> quotes) {

    /** Words of somebody, redacted. @param startMs from the call's start */
    record Quote(String call, String segment, long startMs, String at, String text) {}
}
