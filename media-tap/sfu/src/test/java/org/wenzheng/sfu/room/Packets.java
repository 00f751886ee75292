package org.wenzheng.sfu.room;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.wenzheng.rtc.rtp.RtpPacket;
import org.wenzheng.rtc.rtp.RtpWriter;

/** RTP packets of clients. */
final class Packets {

    private Packets() {}

    static byte[] audio(int sequence, int level) {
        return audio(sequence, level, new byte[] {1, 2, 3, 4});
    }

    static byte[] audio(int sequence, int level, byte[] payload) {
        RtpWriter writer = new RtpWriter(false);
        ByteBuf out = Unpooled.buffer();
        writer.begin(out, false, 111, sequence, 960 * sequence, 1000);
        writer.extension(2, 0x80 | level, 1);
        writer.endHeader();
        out.writeBytes(payload);
        return ByteBufUtil.getBytes(out);
    }

    /** One VP8 frame of one packet in a layer. */
    static byte[] video(String rid, int ssrc, int sequence, boolean key) {
        return video(rid, ssrc, sequence, key, 12);
    }

    /** The same, with a payload of about so many octets. */
    static byte[] video(String rid, int ssrc, int sequence, boolean key, int octets) {
        RtpWriter writer = new RtpWriter(false);
        ByteBuf out = Unpooled.buffer();
        writer.begin(out, true, 96, sequence, 3000 * sequence, ssrc);
        writer.extension(1, "0".getBytes(StandardCharsets.US_ASCII));
        writer.extension(3, rid.getBytes(StandardCharsets.US_ASCII));
        writer.endHeader();
        // Descriptor with a picture id of 15 bits, then the first octet of the frame: even for a key frame.
        out.writeByte(0x90).writeByte(0x80).writeShort(0x8000 | sequence & 0x7FFF);
        out.writeByte(key ? 0 : 1)
                .writeBytes(rid.getBytes(StandardCharsets.US_ASCII))
                .writeZero(octets);
        return ByteBufUtil.getBytes(out);
    }

    static RtpPacket read(byte[] packet) {
        RtpPacket view = new RtpPacket();
        if (!view.wrap(Unpooled.wrappedBuffer(packet))) {
            throw new AssertionError("no RTP");
        }
        return view;
    }
}
