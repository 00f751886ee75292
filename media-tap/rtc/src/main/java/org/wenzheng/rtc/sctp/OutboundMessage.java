package org.wenzheng.rtc.sctp;

/** A message on its way out. */
final class OutboundMessage {

    /** Retransmissions, or a time, without limit. */
    static final long NO_LIMIT = Long.MAX_VALUE;

    final int stream;
    final int protocol;
    final byte[] payload;
    final boolean ordered;
    final long maxRetransmissions;
    final long expiresAt;

    int streamSequence;
    int sent; // octets of it put into chunks
    boolean abandoned;

    OutboundMessage(
            int stream, int protocol, byte[] payload, boolean ordered, long maxRetransmissions, long expiresAt) {
        this.stream = stream;
        this.protocol = protocol;
        this.payload = payload;
        this.ordered = ordered;
        this.maxRetransmissions = maxRetransmissions;
        this.expiresAt = expiresAt;
    }

    boolean expired(long now) {
        return expiresAt != NO_LIMIT && now - expiresAt >= 0;
    }
}
