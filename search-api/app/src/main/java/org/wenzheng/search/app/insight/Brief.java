package org.wenzheng.search.app.insight;

import java.time.Instant;
import java.util.List;
import org.wenzheng.search.app.knowledge.Gap;

/**
 * What people came with, for those who decide.
 *
 * @param madeAt when it was asked for
 * @param emerging of the last day
 * @param trends of the period and the one before it
 * @param gaps of the period: what the digital human did not know, the most frequent first
 */
record Brief(Instant madeAt, Emerging emerging, TopicTrends.Trends trends, List<Gap> gaps) {}
