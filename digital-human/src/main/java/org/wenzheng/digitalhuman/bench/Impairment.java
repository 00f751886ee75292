package org.wenzheng.digitalhuman.bench;

/**
 * What a network does to packets, each way.
 *
 * @param loss part of the packets that is lost, each by itself
 * @param jitterMs milliseconds that a packet is late at most, any delay up to it as likely
 * @param reordered whether a late packet is overtaken; else those behind it wait
 * @param bitsPerSecond that it carries, 0 for any; what would wait longer than 300 ms is lost
 * @param blocked whether no datagram comes through at all, so that media has to go by TCP
 * @param movesAfterMs milliseconds after which the client's address changes, 0 for never
 */
record Impairment(
        double loss, int jitterMs, boolean reordered, long bitsPerSecond, boolean blocked, long movesAfterMs) {}
