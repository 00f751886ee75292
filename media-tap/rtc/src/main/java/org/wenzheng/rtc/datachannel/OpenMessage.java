package org.wenzheng.rtc.datachannel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The DATA_CHANNEL_OPEN message (RFC 8832 5.1).
 *
 * @param label name of the channel
 * @param protocol subprotocol, often empty
 */
record OpenMessage(String label, String protocol, Reliability reliability) {

    static final int TYPE = 3;

    private static final int FIXED = 12;
    private static final int MAX_TEXT = 1_024;

    byte[] write() {
        byte[] labelOctets = label.getBytes(StandardCharsets.UTF_8);
        byte[] protocolOctets = protocol.getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(FIXED + labelOctets.length + protocolOctets.length);
        out.put((byte) TYPE).put((byte) reliability.channelType()).putShort((short) 0);
        out.putInt(reliability.parameter());
        out.putShort((short) labelOctets.length).putShort((short) protocolOctets.length);
        out.put(labelOctets).put(protocolOctets);
        return out.array();
    }

    /** Reads one, or gives null if it is cut short or its texts are over 1,024 octets. */
    static @Nullable OpenMessage read(byte[] message) {
        if (message.length < FIXED) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(message);
        int channelType = in.get(1) & 0xFF;
        int parameter = in.getInt(4);
        int labelLength = in.getShort(8) & 0xFFFF;
        int protocolLength = in.getShort(10) & 0xFFFF;
        if (FIXED + labelLength + protocolLength > message.length || labelLength + protocolLength > MAX_TEXT) {
            return null;
        }
        return new OpenMessage(
                new String(message, FIXED, labelLength, StandardCharsets.UTF_8),
                new String(message, FIXED + labelLength, protocolLength, StandardCharsets.UTF_8),
                Reliability.of(channelType, parameter));
    }
}
