package org.wenzheng.rtc.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import org.wenzheng.rtc.dtls.DtlsFingerprint;
import org.wenzheng.rtc.dtls.SetupRole;
import org.wenzheng.rtc.ice.IceCredentials;

/**
 * One remote transport: an ICE agent, its DTLS association and its SRTP keys.
 *
 * <p>The sending methods may be called on {@link #loop()} only; the others on any thread. What is sent waits for the end of the
 * read cycle, or for {@link #flush()}; outside of a read cycle it leaves as soon as the loop is free. Buffers given to a sending
 * method stay the caller's, their indices untouched: the bytes are copied once, while they are encrypted. The result says whether
 * the packet was queued; if not, it was counted in {@link #stats()} and dropped.
 */
public interface Peer {
    /** The room's event loop. */
    EventLoop loop();

    /** Our credentials of the current ICE generation, for the offer or answer. */
    IceCredentials localCredentials();

    /**
     * What the other side's description says. May come after its first packets; until then it is not connected. A second call
     * replaces the credentials (an ICE restart of the other side) and has to name the same fingerprint.
     *
     * @param role the other side's {@code a=setup}; an offer of ours has to say {@code passive}
     * @throws IllegalArgumentException if the role is PASSIVE, or the fingerprint differs from the one named before
     */
    void remote(IceCredentials credentials, DtlsFingerprint fingerprint, SetupRole role);

    /**
     * Begins a new ICE generation; DTLS and SRTP go on. The old credentials stay valid for a while ({@link
     * MediaPortOptions#oldCredentials()}).
     *
     * @return the new credentials, for the offer or answer
     */
    IceCredentials restartIce();

    /** Sends one RTP packet as it is. Each (SSRC, sequence number) can be sent once: a repetition has to go by RTX. */
    boolean sendRtp(ByteBuf packet);

    /** Sends one RTP packet with four header fields replaced, so that one packet serves many peers. */
    boolean sendRtp(ByteBuf packet, int ssrc, int payloadType, int sequenceNumber, int timestamp);

    /**
     * Sends one RTP packet put together from two: for header extensions and payload descriptors of this peer's own.
     *
     * @param head header with its extensions, and as much of the payload as differs; its readable bytes
     * @param packet where the rest is taken from, usually the packet as it was received
     * @param tailIndex absolute index of the first byte of the rest
     * @param tailLength bytes of the rest
     */
    boolean sendRtp(ByteBuf head, ByteBuf packet, int tailIndex, int tailLength);

    /** Sends one compound RTCP packet; the first one's sender SSRC selects the SRTCP index. */
    boolean sendRtcp(ByteBuf packet);

    /** Sends one SCTP packet through the DTLS association, at most {@link #MAX_SCTP_LENGTH} bytes. */
    boolean sendSctp(ByteBuf packet);

    /** The longest SCTP packet in bytes: with DTLS, UDP and IPv6 around it, it fits the 1,280 bytes that every path takes. */
    int MAX_SCTP_LENGTH = 1191;

    /** Hands what was sent to the socket now. */
    void flush();

    /** A picture of the counters. */
    PeerStats stats();

    /** Ends the association, tells the other side and, by {@link PeerListener#closed}, the room. Idempotent. */
    void close();
}
