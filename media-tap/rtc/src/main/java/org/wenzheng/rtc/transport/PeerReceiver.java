package org.wenzheng.rtc.transport;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.wenzheng.rtc.srtp.SrtpSession;

/** What comes from a peer: tells DTLS, SRTP and SRTCP apart, decrypts and hands to the listener. */
final class PeerReceiver {
    /** Between two looks whether what comes uses the path in use. */
    private static final long HEARD_INTERVAL_NANOS = 100_000_000;

    private final RemotePeer peer;
    private final MediaLoop loop;
    private final DropCounter drops;
    private @Nullable SrtpSession srtp;
    private volatile String profile = "";
    private long rtp;
    private long rtpBytes;
    private long rtcp;
    private long sctp;
    private long lastHeard;

    PeerReceiver(RemotePeer peer, MediaLoop loop, DropCounter drops) {
        this.peer = peer;
        this.loop = loop;
        this.drops = drops;
    }

    void connect(SrtpSession session) {
        srtp = session;
        profile = session.profile().ianaName();
    }

    /** One packet that is no check; the caller releases it. */
    void packet(ByteBuf packet, InetSocketAddress from, long now) {
        // RFC 7983: the first byte tells the protocol.
        int first = packet.getUnsignedByte(packet.readerIndex());
        if (first >= 20 && first < 64) {
            peer.records(packet);
        } else if (first >= 128 && first < 192 && packet.readableBytes() >= 8) {
            media(packet, from, now);
        } else {
            drops.add(Drop.MALFORMED);
        }
    }

    private void media(ByteBuf packet, InetSocketAddress from, long now) {
        SrtpSession session = srtp;
        if (session == null) {
            drops.add(Drop.EARLY);
            return;
        }
        ByteBuf plain = packet.hasArray() ? packet.retain() : copy(packet);
        try {
            // RFC 5761, section 4: RTCP packet types are those that no payload type with a marker may be.
            int second = plain.getUnsignedByte(plain.readerIndex() + 1);
            boolean control = second >= 192 && second < 224;
            byte[] array = plain.array();
            int offset = plain.arrayOffset() + plain.readerIndex();
            int length = control
                    ? session.unprotectRtcp(array, offset, plain.readableBytes())
                    : session.unprotectRtp(array, offset, plain.readableBytes());
            if (length < 0) {
                drops.add(reason(length));
                return;
            }
            plain.writerIndex(plain.readerIndex() + length);
            if (now - lastHeard >= HEARD_INTERVAL_NANOS) {
                lastHeard = now;
                peer.heard(from, now);
            }
            if (control) {
                rtcp++;
                peer.listener().rtcp(plain, now);
            } else {
                rtp++;
                rtpBytes += length;
                peer.listener().rtp(plain, now);
            }
        } catch (RuntimeException e) {
            peer.listenerFailed(e);
        } finally {
            plain.release();
        }
    }

    private ByteBuf copy(ByteBuf packet) {
        int length = packet.readableBytes();
        ByteBuf copy = loop.allocator().heapBuffer(length);
        copy.writeBytes(packet, packet.readerIndex(), length);
        return copy;
    }

    private static Drop reason(int result) {
        return switch (result) {
            case SrtpSession.REPLAYED -> Drop.SRTP_REPLAY;
            case SrtpSession.TOO_MANY_SOURCES -> Drop.TOO_MANY_SOURCES;
            case SrtpSession.MALFORMED -> Drop.MALFORMED;
            default -> Drop.SRTP_AUTHENTICATION;
        };
    }

    /** One message out of the DTLS association. */
    void message(byte[] bytes, int offset, int length) {
        sctp++;
        ByteBuf copy = loop.allocator().heapBuffer(length);
        copy.writeBytes(bytes, offset, length);
        try {
            peer.listener().sctp(copy);
        } catch (RuntimeException e) {
            peer.listenerFailed(e);
        } finally {
            copy.release();
        }
    }

    void close() {
        srtp = null;
    }

    String profile() {
        return profile;
    }

    long rtp() {
        return rtp;
    }

    long rtpBytes() {
        return rtpBytes;
    }

    long rtcp() {
        return rtcp;
    }

    long sctp() {
        return sctp;
    }
}
