package org.wenzheng.rtc.sctp;

import io.netty.buffer.ByteBuf;
import java.util.random.RandomGenerator;

/**
 * The four-way handshake's parameters (RFC 9260 5.1). Under DTLS the other side is known before its first packet, so the
 * cookie need not carry the state: it is a secret of this association.
 */
final class Handshake {

    /** What an INIT or INIT ACK tells. */
    private static final int FIXED = 16;

    private static final int COOKIE = 16;

    private final SctpOptions options;
    private final byte[] cookie = new byte[COOKIE];
    private final int tag;
    private final int firstTsn;

    private byte[] peerCookie = new byte[0];
    private int peerTag;
    private int peerWindow;
    private int peerFirstTsn;
    private int peerStreams;
    private boolean peerForwards;
    private boolean peerKnown;

    Handshake(SctpOptions options, RandomGenerator random) {
        this.options = options;
        random.nextBytes(cookie);
        tag = random.nextInt() | 1; // never 0
        firstTsn = random.nextInt();
    }

    /** The tag that the other side's packets carry. */
    int tag() {
        return tag;
    }

    int firstTsn() {
        return firstTsn;
    }

    int peerTag() {
        return peerTag;
    }

    int peerWindow() {
        return peerWindow;
    }

    int peerFirstTsn() {
        return peerFirstTsn;
    }

    /** Streams that may be used towards the other side. */
    int outgoingStreams() {
        return Math.min(options.streams(), peerStreams);
    }

    /** Whether the other side understands FORWARD-TSN. */
    boolean peerForwards() {
        return peerForwards;
    }

    boolean peerKnown() {
        return peerKnown;
    }

    /** Reads an INIT or INIT ACK chunk's value; false if it makes no sense. */
    boolean read(ByteBuf packet, int index, int end) {
        if (end - index < FIXED || packet.getInt(index) == 0) {
            return false;
        }
        int outgoing = packet.getUnsignedShort(index + 8);
        int incoming = packet.getUnsignedShort(index + 10);
        if (outgoing == 0 || incoming == 0) {
            return false;
        }
        peerTag = packet.getInt(index);
        peerWindow = (int) Math.min(Integer.MAX_VALUE, packet.getUnsignedInt(index + 4));
        peerStreams = incoming;
        peerFirstTsn = packet.getInt(index + 12);
        peerKnown = true;
        readParameters(packet, index + FIXED, end);
        return true;
    }

    /** The tag of an INIT, without taking it in. */
    static int tagOf(ByteBuf packet, int index, int end) {
        return end - index < FIXED ? 0 : packet.getInt(index);
    }

    void writeInit(PacketWriter writer) {
        ByteBuf out = writer.chunk(ChunkType.INIT, 0);
        writeFixed(out);
        writeExtensions(out);
        writer.endChunk();
    }

    void writeInitAck(PacketWriter writer) {
        ByteBuf out = writer.chunk(ChunkType.INIT_ACK, 0);
        writeFixed(out);
        out.writeShort(ChunkType.STATE_COOKIE);
        out.writeShort(4 + COOKIE);
        out.writeBytes(cookie);
        writeExtensions(out);
        writer.endChunk();
    }

    void writeCookieEcho(PacketWriter writer) {
        writer.chunk(ChunkType.COOKIE_ECHO, 0).writeBytes(peerCookie);
        writer.endChunk();
    }

    /** Whether the INIT ACK that was read had a cookie of a size that can be sent back. */
    boolean hasPeerCookie() {
        return peerCookie.length > 0;
    }

    boolean isOurCookie(ByteBuf packet, int index, int end) {
        if (end - index != COOKIE) {
            return false;
        }
        int difference = 0;
        for (int octet = 0; octet < COOKIE; octet++) {
            difference |= packet.getByte(index + octet) ^ cookie[octet];
        }
        return difference == 0;
    }

    private void readParameters(ByteBuf packet, int index, int end) {
        int at = index;
        while (end - at >= 4) {
            int type = packet.getUnsignedShort(at);
            int length = packet.getUnsignedShort(at + 2);
            if (length < 4 || at + length > end) {
                return;
            }
            if (type == ChunkType.FORWARD_TSN_SUPPORTED) {
                peerForwards = true;
            } else if (type == ChunkType.STATE_COOKIE && length - 4 <= options.maxPacket() - 32) {
                peerCookie = new byte[length - 4];
                packet.getBytes(at + 4, peerCookie);
            }
            at += ChunkType.padded(length);
        }
    }

    private void writeFixed(ByteBuf out) {
        out.writeInt(tag);
        out.writeInt(options.receiveWindow());
        out.writeShort(options.streams());
        out.writeShort(options.streams());
        out.writeInt(firstTsn);
    }

    private static void writeExtensions(ByteBuf out) {
        out.writeShort(ChunkType.FORWARD_TSN_SUPPORTED);
        out.writeShort(4);
        out.writeShort(ChunkType.SUPPORTED_EXTENSIONS);
        out.writeShort(6);
        out.writeByte(ChunkType.RE_CONFIG);
        out.writeByte(ChunkType.FORWARD_TSN);
    }
}
