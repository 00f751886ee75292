package org.wenzheng.rtc.sctp;

/**
 * What an association counted.
 *
 * @param packetsReceived well-formed packets
 * @param packetsRefused bad checksum, wrong tag, cut short
 * @param messagesSent messages taken to be sent
 * @param messagesReceived messages delivered
 * @param chunksDropped DATA chunks that came and found no room, or named a stream beyond the limit
 * @param retransmissions DATA chunks sent again
 * @param timeouts expiries of the retransmission timer
 * @param roundTripNanos smoothed round trip, or -1
 * @param congestionWindow octets
 */
public record SctpStatistics(
        long packetsReceived,
        long packetsRefused,
        long messagesSent,
        long messagesReceived,
        long chunksDropped,
        long retransmissions,
        long timeouts,
        long roundTripNanos,
        int congestionWindow) {}
