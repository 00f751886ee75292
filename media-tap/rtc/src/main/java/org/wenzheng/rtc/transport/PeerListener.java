package org.wenzheng.rtc.transport;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;

/**
 * What a peer tells its room. Every method is called on the room's event loop, must not block, and an exception out of it is
 * counted and goes no further. A buffer belongs to the caller: {@code retain()} it to keep it past the call.
 */
public interface PeerListener {
    /** The handshake is done and the certificate is the right one: media and data may flow. Called once. */
    void connected();

    /**
     * One RTP packet, decrypted and authenticated, seen for the first time.
     *
     * @param packet header and payload, in a heap buffer whose readable bytes are the packet
     * @param arrivalNanos when it was read from the socket, on the port's clock
     */
    void rtp(ByteBuf packet, long arrivalNanos);

    /** One compound RTCP packet, decrypted and authenticated; otherwise as {@link #rtp}. */
    void rtcp(ByteBuf packet, long arrivalNanos);

    /** One SCTP packet out of the DTLS association (RFC 8261). */
    void sctp(ByteBuf packet);

    /** Packets now go to that address: the first path, a nominated one, or where a moved client was seen. */
    default void pathChanged(InetSocketAddress remote) {}

    /**
     * All packets of one read cycle have been given to the peers of this loop, and what was sent is about to be flushed. Called
     * only for peers that got a packet in the cycle.
     */
    default void readComplete() {}

    /** The peer ended. Called once; nothing is called after it. */
    void closed(CloseReason reason);
}
