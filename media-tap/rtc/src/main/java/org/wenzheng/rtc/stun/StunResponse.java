package org.wenzheng.rtc.stun;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Writes answers to Binding requests, signed and with FINGERPRINT, into its own scratch space. For one thread. */
public final class StunResponse {
    /** Role conflict (RFC 8445, section 7.3.1.1). */
    public static final int ROLE_CONFLICT = 487;
    /** An attribute that has to be understood and is not (RFC 8489, section 14.8). */
    public static final int UNKNOWN_ATTRIBUTE = 420;
    /** No answer is longer than this, in bytes. */
    public static final int MAX_LENGTH = 128;

    private final byte[] out = new byte[MAX_LENGTH];
    private final CRC32 crc = new CRC32();
    private int length;

    /** Appends a success response that tells the requester the address it was seen at. */
    public void success(StunMessage request, InetSocketAddress seenAt, MessageIntegrity key, ByteBuf to) {
        begin(request, StunMessage.BINDING_SUCCESS);
        byte[] address = seenAt.getAddress().getAddress();
        attribute(StunAttribute.XOR_MAPPED_ADDRESS, 4 + address.length);
        out[length++] = 0;
        out[length++] = (byte) (address.length == 4 ? 1 : 2);
        u16(seenAt.getPort() ^ (StunMessage.MAGIC_COOKIE >>> 16));
        for (int i = 0; i < address.length; i++) {
            out[length++] = (byte) (address[i] ^ out[4 + i]);
        }
        end(key, to);
    }

    /** Appends an error response; {@code code} is one of this class's constants. */
    public void error(StunMessage request, int code, MessageIntegrity key, ByteBuf to) {
        begin(request, StunMessage.BINDING_ERROR);
        byte[] reason =
                (code == ROLE_CONFLICT ? "Role Conflict" : "Unknown Attribute").getBytes(StandardCharsets.US_ASCII);
        attribute(StunAttribute.ERROR_CODE, 4 + reason.length);
        u16(0);
        out[length++] = (byte) (code / 100);
        out[length++] = (byte) (code % 100);
        System.arraycopy(reason, 0, out, length, reason.length);
        length += reason.length;
        pad();
        if (code == UNKNOWN_ATTRIBUTE) {
            attribute(StunAttribute.UNKNOWN_ATTRIBUTES, 2);
            u16(request.unknownAttribute());
            pad();
        }
        end(key, to);
    }

    private void begin(StunMessage request, int type) {
        length = 0;
        u16(type);
        u16(0);
        request.copyTransaction(out, 4);
        length = StunMessage.HEADER;
    }

    private void end(MessageIntegrity key, ByteBuf to) {
        putLength(length + 4 + MessageIntegrity.LENGTH);
        int covered = length;
        attribute(StunAttribute.MESSAGE_INTEGRITY, MessageIntegrity.LENGTH);
        key.write(out, covered, length);
        length += MessageIntegrity.LENGTH;
        putLength(length + 8);
        crc.reset();
        crc.update(out, 0, length);
        attribute(StunAttribute.FINGERPRINT, 4);
        int fingerprint = (int) crc.getValue() ^ StunAttribute.FINGERPRINT_MASK;
        u16(fingerprint >>> 16);
        u16(fingerprint);
        to.writeBytes(out, 0, length);
    }

    private void attribute(int type, int size) {
        u16(type);
        u16(size);
    }

    private void pad() {
        while ((length & 3) != 0) {
            out[length++] = 0;
        }
    }

    private void putLength(int total) {
        out[2] = (byte) ((total - StunMessage.HEADER) >> 8);
        out[3] = (byte) (total - StunMessage.HEADER);
    }

    private void u16(int value) {
        out[length++] = (byte) (value >> 8);
        out[length++] = (byte) value;
    }
}
