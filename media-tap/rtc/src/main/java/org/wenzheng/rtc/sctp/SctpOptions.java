package org.wenzheng.rtc.sctp;

import java.time.Duration;

/**
 * How an association behaves.
 *
 * @param maxPacket octets of one SCTP packet, common header included, so that DTLS, UDP and IP around it fit the path
 * @param maxMessage octets of one message, in both directions; what the description says as a=max-message-size
 * @param receiveWindow octets that may wait for the rest of their message, or for their turn
 * @param sendBuffer octets that may wait to be sent or acknowledged
 * @param streams streams each way; data channels take one a channel
 * @param initialTimeout retransmission timeout before a round trip was measured
 * @param leastTimeout least retransmission timeout; above the 200 ms by which browsers delay acknowledgements
 * @param longestTimeout longest retransmission timeout
 * @param maxRetransmissions in a row without an answer, before the other side counts as gone
 * @param heartbeat idle time after which the other side is probed
 */
public record SctpOptions(
        int maxPacket,
        int maxMessage,
        int receiveWindow,
        int sendBuffer,
        int streams,
        Duration initialTimeout,
        Duration leastTimeout,
        Duration longestTimeout,
        int maxRetransmissions,
        Duration heartbeat) {

    public SctpOptions {
        require(maxPacket >= 512 && maxPacket <= 65_535, "An SCTP packet must have 512 to 65,535 octets");
        require(maxMessage >= 1_024 && maxMessage <= receiveWindow, "A message must fit the receive window");
        require(streams >= 1 && streams <= 65_535, "There must be 1 to 65,535 streams");
        require(sendBuffer >= maxMessage, "A message must fit the send buffer");
        require(maxRetransmissions >= 1, "At least one retransmission is needed");
    }

    /** What data channels of browsers get along with. */
    public static SctpOptions defaults() {
        return new SctpOptions(
                1_191,
                262_144,
                1_048_576,
                2_097_152,
                1_024,
                Duration.ofMillis(500),
                Duration.ofMillis(400),
                Duration.ofSeconds(4),
                15,
                Duration.ofSeconds(30));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
