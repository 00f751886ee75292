package org.wenzheng.rtc.stun;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Writes connectivity checks as a full agent does, apart from the code under test. */
public final class StunRequests {
    private final ByteArrayOutputStream attributes = new ByteArrayOutputStream();
    private final byte[] transaction;

    public StunRequests(byte[] transaction) {
        this.transaction = transaction.clone();
    }

    public StunRequests attribute(int type, byte[] value) {
        attributes.writeBytes(ByteBuffer.allocate(4)
                .putShort((short) type)
                .putShort((short) value.length)
                .array());
        attributes.writeBytes(value);
        attributes.writeBytes(new byte[-value.length & 3]);
        return this;
    }

    /** A check as a controlling agent sends it. */
    public static byte[] check(byte[] transaction, String username, String password, boolean nominate) {
        StunRequests request = new StunRequests(transaction)
                .attribute(0x0006, username.getBytes(StandardCharsets.UTF_8))
                .attribute(0x0024, ByteBuffer.allocate(4).putInt(0x6E7F00FF).array())
                .attribute(0x802A, new byte[8])
                .attribute(0xC057, new byte[4]);
        if (nominate) {
            request.attribute(0x0025, new byte[0]);
        }
        return request.signed(0x0001, password);
    }

    public byte[] signed(int type, String password) {
        byte[] body = attributes.toByteArray();
        byte[] covered = message(type, body, body.length + 24);
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            attribute(0x0008, mac.doFinal(covered));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return withFingerprint(type);
    }

    public byte[] withFingerprint(int type) {
        byte[] body = attributes.toByteArray();
        CRC32 crc = new CRC32();
        crc.update(message(type, body, body.length + 8));
        attribute(
                0x8028,
                ByteBuffer.allocate(4).putInt((int) crc.getValue() ^ 0x5354554E).array());
        byte[] all = attributes.toByteArray();
        return message(type, all, all.length);
    }

    private byte[] message(int type, byte[] body, int length) {
        return ByteBuffer.allocate(20 + body.length)
                .putShort((short) type)
                .putShort((short) length)
                .putInt(0x2112A442)
                .put(transaction)
                .put(body)
                .array();
    }
}
