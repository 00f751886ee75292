package org.wenzheng.rtc.sctp;

import io.netty.buffer.ByteBuf;

/** What comes in on an established association: DATA and FORWARD-TSN chunks. */
final class Inbound {

    final ReceivedTsns tsns;
    final Reassembly reassembly;
    private final int streams;
    long delivered;
    long dropped;

    Inbound(SctpOptions options, int peerFirstTsn, SctpListener listener) {
        tsns = new ReceivedTsns(peerFirstTsn);
        streams = options.streams();
        reassembly = new Reassembly(options, (stream, protocol, message) -> {
            delivered++;
            listener.onMessage(stream, protocol, message);
        });
    }

    /** Takes in a DATA chunk's value; false if it belongs to a message that is too long. */
    boolean onData(int flags, ByteBuf packet, int index, int end) {
        int length = end - index - (ChunkType.DATA_HEADER - 4);
        if (length < 1) {
            dropped++; // RFC 9260 6.2 would abort; a chunk without payload harms nobody
            return true;
        }
        long tsn = tsns.extend(packet.getInt(index));
        tsns.onData((flags & ChunkType.IMMEDIATE) != 0);
        boolean first = tsn == tsns.cumulative() + 1;
        if (!tsns.isNew(tsn)) {
            return true;
        }
        if (!reassembly.accepts(length, first)) {
            dropped++;
            tsns.acknowledgeNow();
            return true;
        }
        tsns.add(tsn);
        int stream = packet.getUnsignedShort(index + 4);
        if (stream >= streams) {
            dropped++;
            return true;
        }
        return reassembly.add(
                tsn,
                flags,
                stream,
                packet.getUnsignedShort(index + 6),
                packet.getInt(index + 8),
                packet,
                index + ChunkType.DATA_HEADER - 4,
                length);
    }

    /** Takes in a FORWARD-TSN chunk's value (RFC 3758 3.6). */
    void onForward(ByteBuf packet, int index, int end) {
        if (end - index < 4) {
            return;
        }
        long tsn = tsns.extend(packet.getInt(index));
        if (tsn > tsns.cumulative()) {
            reassembly.skipTo(tsn);
            for (int entry = index + 4; entry + 4 <= end; entry += 4) {
                int stream = packet.getUnsignedShort(entry);
                if (stream < streams) {
                    reassembly.skipStream(stream, packet.getUnsignedShort(entry + 2));
                }
            }
        }
        tsns.skipTo(tsn);
    }

    void clear() {
        reassembly.clear();
    }
}
