package org.wenzheng.rtc.sctp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Builds packets of bundled chunks in one buffer (RFC 9260 3). */
final class PacketWriter {

    private final ByteBuf packet;
    private final Checksum checksum = new Checksum();
    private final int limit;
    private final PacketSink sink;
    private int chunk;

    PacketWriter(int limit, PacketSink sink) {
        this.limit = limit;
        this.sink = sink;
        packet = Unpooled.buffer(limit, Math.max(limit, 65_535));
    }

    void begin(int port, int peerPort, int tag) {
        packet.clear();
        packet.writeShort(port);
        packet.writeShort(peerPort);
        packet.writeInt(tag);
        packet.writeInt(0);
    }

    /** Octets that a further chunk may have. */
    int room() {
        return limit - packet.writerIndex();
    }

    boolean empty() {
        return packet.writerIndex() == ChunkType.COMMON_HEADER;
    }

    /** Begins a chunk; its value is written into the buffer that this gives. */
    ByteBuf chunk(int type, int flags) {
        chunk = packet.writerIndex();
        packet.writeByte(type);
        packet.writeByte(flags);
        packet.writeShort(0);
        return packet;
    }

    void endChunk() {
        int length = packet.writerIndex() - chunk;
        packet.setShort(chunk + 2, length);
        packet.writeZero(ChunkType.padded(length) - length);
    }

    void send() {
        packet.setInt(8, checksum.of(packet, 0, packet.writerIndex()));
        sink.send(packet);
    }
}
