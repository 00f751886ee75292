package org.wenzheng.mirror;

import java.time.Duration;

/**
 * What a mirror has done until now. {@code offered = sent + dropped + failed + waiting}, give or take what moves while
 * it is read; gap reports are not counted.
 *
 * @param offered records given to it
 * @param sent records that Kafka has acknowledged
 * @param dropped records that found the ring full
 * @param failed records that Kafka refused for good, such as one that is too large
 * @param waiting records in the ring or on their way
 * @param lag how long ago the oldest record that may still be waiting was given; zero when none waits
 */
public record MirrorStatistics(long offered, long sent, long dropped, long failed, long waiting, Duration lag) {}
