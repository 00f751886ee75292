package org.wenzheng.search.app.insight;

import java.time.Instant;
import java.util.List;

/**
 * What emerged in a window, and how it was found, so that it can be found again.
 *
 * @param from begin of the window, inclusive
 * @param to its end, exclusive
 * @param before begin of the time that it is compared with, which ends where the window begins
 * @param calls of the window in all
 * @param callsBefore calls of the time before; with none nothing can be told
 */
record Emerging(Instant from, Instant to, Instant before, int calls, int callsBefore, List<Matter> matters) {}
