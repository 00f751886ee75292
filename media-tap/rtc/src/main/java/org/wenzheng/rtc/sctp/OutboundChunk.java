package org.wenzheng.rtc.sctp;

import io.netty.buffer.ByteBuf;

/** A DATA chunk that was sent and may have to be sent again. */
final class OutboundChunk {

    enum State {
        IN_FLIGHT,
        TO_RESEND,
        ACKNOWLEDGED,
        ABANDONED
    }

    final OutboundMessage message;
    final int offset;
    final int length;
    final long tsn;

    State state = State.IN_FLIGHT;
    long sentAt;
    int transmissions;
    int missed; // SACKs that told of later chunks but not of this
    long reportedBy; // number of the last SACK that told of it

    OutboundChunk(OutboundMessage message, int offset, int length, long tsn) {
        this.message = message;
        this.offset = offset;
        this.length = length;
        this.tsn = tsn;
    }

    int size() {
        return ChunkType.DATA_HEADER + ChunkType.padded(length);
    }

    void write(PacketWriter writer) {
        int flags = (offset == 0 ? ChunkType.BEGIN : 0)
                | (offset + length == message.payload.length ? ChunkType.END : 0)
                | (message.ordered ? 0 : ChunkType.UNORDERED);
        ByteBuf out = writer.chunk(ChunkType.DATA, flags);
        out.writeInt((int) tsn);
        out.writeShort(message.stream);
        out.writeShort(message.ordered ? message.streamSequence : 0);
        out.writeInt(message.protocol);
        out.writeBytes(message.payload, offset, length);
        writer.endChunk();
    }
}
