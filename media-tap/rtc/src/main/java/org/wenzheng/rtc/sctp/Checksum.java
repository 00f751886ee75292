package org.wenzheng.rtc.sctp;

import io.netty.buffer.ByteBuf;
import java.util.zip.CRC32C;

/** The CRC32C of an SCTP packet (RFC 9260 appendix A), taken with the checksum field as zero. */
final class Checksum {

    private static final int FIELD = 8;
    private static final byte[] ZEROS = new byte[4];

    private final CRC32C crc = new CRC32C();

    /** The value of the checksum field, as the field is written big-endian. */
    int of(ByteBuf packet, int index, int length) {
        crc.reset();
        update(packet, index, FIELD);
        crc.update(ZEROS);
        update(packet, index + FIELD + 4, length - FIELD - 4);
        return Integer.reverseBytes((int) crc.getValue());
    }

    private void update(ByteBuf packet, int index, int length) {
        if (packet.hasArray()) {
            crc.update(packet.array(), packet.arrayOffset() + index, length);
        } else {
            crc.update(packet.nioBuffer(index, length));
        }
    }
}
