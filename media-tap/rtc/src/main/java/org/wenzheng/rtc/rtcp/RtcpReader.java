package org.wenzheng.rtc.rtcp;

import io.netty.buffer.ByteBuf;

/**
 * Reads decrypted RTCP: compound packets (RFC 3550 6.1) and reduced-size ones (RFC 5506). The whole packet's structure is
 * looked at before anything of it is told, so that a broken packet has no effect. Unknown types and formats are passed
 * over. Allocates nothing. Not for several threads.
 */
public final class RtcpReader {

    static final int SENDER_REPORT = 200;
    static final int RECEIVER_REPORT = 201;
    static final int SOURCE_DESCRIPTION = 202;
    static final int BYE = 203;
    static final int TRANSPORT_FEEDBACK = 205;
    static final int PAYLOAD_FEEDBACK = 206;

    static final int GENERIC_NACK = 1;
    static final int TRANSPORT_WIDE = 15;
    static final int PICTURE_LOSS = 1;
    static final int FULL_INTRA = 4;
    static final int APPLICATION_LAYER = 15;
    static final int REMB = 0x52454D42; // "REMB"

    private static final int HEADER = 4;
    private static final int CANONICAL_NAME = 1;

    private final ReportBlock block = new ReportBlock();

    /** Tells whether the readable bytes may be RTCP rather than RTP, where both share a port (RFC 5761 4). */
    public static boolean isRtcp(ByteBuf packet) {
        int index = packet.readerIndex();
        if (packet.readableBytes() < 8 || packet.getUnsignedByte(index) >> 6 != 2) {
            return false;
        }
        int type = packet.getUnsignedByte(index + 1);
        return type >= 192 && type <= 223;
    }

    /**
     * Reads the readable bytes of a buffer without moving its indices.
     *
     * @return whether they are well formed; if not, the handler heard nothing
     */
    public boolean read(ByteBuf packet, RtcpHandler handler) {
        int start = packet.readerIndex();
        int end = packet.writerIndex();
        if (!wellFormed(packet, start, end)) {
            return false;
        }
        for (int index = start; index < end; ) {
            int next = index + length(packet, index);
            tell(packet, index, next - padding(packet, index, next), handler);
            index = next;
        }
        return true;
    }

    private static boolean wellFormed(ByteBuf packet, int start, int end) {
        if (start == end) {
            return false;
        }
        for (int index = start; index < end; ) {
            if (end - index < HEADER || packet.getUnsignedByte(index) >> 6 != 2) {
                return false;
            }
            int next = index + length(packet, index);
            if (next > end) {
                return false;
            }
            int bodyEnd = next - padding(packet, index, next);
            if (bodyEnd < index + HEADER || bodyEnd - index < least(packet, index)) {
                return false;
            }
            index = next;
        }
        return true;
    }

    private static int length(ByteBuf packet, int index) {
        return 4 * (packet.getUnsignedShort(index + 2) + 1);
    }

    private static int padding(ByteBuf packet, int index, int next) {
        return (packet.getByte(index) & 0x20) == 0 ? 0 : packet.getUnsignedByte(next - 1);
    }

    /** The least size of a packet of that type and count, header included. */
    private static int least(ByteBuf packet, int index) {
        int count = packet.getByte(index) & 0x1F;
        return switch (packet.getUnsignedByte(index + 1)) {
            case SENDER_REPORT -> 28 + count * ReportBlock.LENGTH;
            case RECEIVER_REPORT -> 8 + count * ReportBlock.LENGTH;
            case BYE -> HEADER + 4 * count;
            case TRANSPORT_FEEDBACK, PAYLOAD_FEEDBACK -> 12;
            default -> HEADER;
        };
    }

    private void tell(ByteBuf packet, int index, int end, RtcpHandler handler) {
        int count = packet.getByte(index) & 0x1F;
        switch (packet.getUnsignedByte(index + 1)) {
            case SENDER_REPORT -> {
                handler.onSenderReport(
                        packet.getInt(index + 4),
                        packet.getLong(index + 8),
                        packet.getInt(index + 16),
                        packet.getUnsignedInt(index + 20),
                        packet.getUnsignedInt(index + 24));
                tellBlocks(packet, index, index + 28, count, handler);
            }
            case RECEIVER_REPORT -> tellBlocks(packet, index, index + 8, count, handler);
            case SOURCE_DESCRIPTION -> tellNames(packet, index + HEADER, end, count, handler);
            case BYE -> {
                for (int source = 0; source < count; source++) {
                    handler.onBye(packet.getInt(index + HEADER + 4 * source));
                }
            }
            case TRANSPORT_FEEDBACK -> tellTransportFeedback(packet, index, end, count, handler);
            case PAYLOAD_FEEDBACK -> tellPayloadFeedback(packet, index, end, count, handler);
            default -> {
                // Extended reports, application-defined packets: nothing here needs them.
            }
        }
    }

    private void tellBlocks(ByteBuf packet, int index, int blocks, int count, RtcpHandler handler) {
        for (int number = 0; number < count; number++) {
            block.wrap(packet, blocks + number * ReportBlock.LENGTH);
            handler.onReportBlock(packet.getInt(index + 4), block);
        }
    }

    private static void tellNames(ByteBuf packet, int chunks, int end, int count, RtcpHandler handler) {
        int index = chunks;
        for (int chunk = 0; chunk < count && end - index >= 4; chunk++) {
            int ssrc = packet.getInt(index);
            index += 4;
            while (index < end && packet.getByte(index) != 0) {
                if (end - index < 2) {
                    return;
                }
                int item = packet.getUnsignedByte(index);
                int length = packet.getUnsignedByte(index + 1);
                if (index + 2 + length > end) {
                    return;
                }
                if (item == CANONICAL_NAME) {
                    handler.onCanonicalName(ssrc, packet, index + 2, length);
                }
                index += 2 + length;
            }
            index += 4 - (index - chunks) % 4; // at least one zero octet ends the list, then the word is filled up
        }
    }

    private static void tellTransportFeedback(ByteBuf packet, int index, int end, int format, RtcpHandler handler) {
        int sender = packet.getInt(index + 4);
        int media = packet.getInt(index + 8);
        if (format == GENERIC_NACK) {
            for (int entry = index + 12; entry + 4 <= end; entry += 4) {
                int first = packet.getUnsignedShort(entry);
                handler.onNack(sender, media, first);
                int following = packet.getUnsignedShort(entry + 2);
                for (int bit = 0; bit < 16; bit++) {
                    if ((following >> bit & 1) != 0) {
                        handler.onNack(sender, media, first + bit + 1 & 0xFFFF);
                    }
                }
            }
        } else if (format == TRANSPORT_WIDE) {
            handler.onTransportFeedback(sender, media, packet, index + 12, end - index - 12);
        }
    }

    private static void tellPayloadFeedback(ByteBuf packet, int index, int end, int format, RtcpHandler handler) {
        int sender = packet.getInt(index + 4);
        switch (format) {
            case PICTURE_LOSS -> handler.onPictureLoss(sender, packet.getInt(index + 8));
            case FULL_INTRA -> {
                for (int entry = index + 12; entry + 8 <= end; entry += 8) {
                    handler.onFullIntraRequest(sender, packet.getInt(entry), packet.getUnsignedByte(entry + 4));
                }
            }
            case APPLICATION_LAYER -> {
                if (end - index >= 20 && packet.getInt(index + 12) == REMB) {
                    int exponent = packet.getUnsignedByte(index + 17) >> 2;
                    long mantissa = packet.getUnsignedMedium(index + 17) & 0x3FFFF;
                    // A mantissa of 18 bits leaves room for 45 more before the sign.
                    handler.onReceiverEstimate(sender, exponent > 45 ? Long.MAX_VALUE : mantissa << exponent);
                }
            }
            default -> {
                // Slice loss, reference picture selection: not negotiated.
            }
        }
    }
}
