package org.wenzheng.search.app.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The packets of an Ogg-Opus stream (RFC 3533, RFC 7845) of one logical stream. Page checksums are not looked at: the
 * stream was authenticated when it was opened.
 *
 * @param preSkip samples at 48 kHz to drop at the start
 * @param samples at 48 kHz that stay after that, by the last page's granule position
 * @param packets Opus packets in order
 */
record OggOpus(int preSkip, long samples, List<byte[]> packets) {

    private static final int PAGE_HEADER = 27;
    private static final int WHOLE_SEGMENT = 255;

    /** @throws IllegalArgumentException when it is no Ogg-Opus stream */
    static OggOpus parse(byte[] stream) {
        ByteBuffer ogg = ByteBuffer.wrap(stream).order(ByteOrder.LITTLE_ENDIAN);
        List<byte[]> packets = new ArrayList<>();
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        long granule = 0;
        while (ogg.remaining() >= PAGE_HEADER) {
            int page = ogg.position();
            if (ogg.getInt() != 0x5367_674F) {
                throw new IllegalArgumentException("no Ogg page at byte " + page);
            }
            long position = ogg.getLong(page + 6);
            granule = position == -1 ? granule : position;
            int count = ogg.get(page + 26) & 0xFF;
            ogg.position(page + PAGE_HEADER);
            byte[] lacing = take(ogg, count);
            for (byte lace : lacing) {
                int length = lace & 0xFF;
                packet.writeBytes(take(ogg, length));
                if (length < WHOLE_SEGMENT) {
                    packets.add(packet.toByteArray());
                    packet.reset();
                }
            }
        }
        if (packets.size() < 2 || !startsWith(packets.get(0), "OpusHead") || !startsWith(packets.get(1), "OpusTags")) {
            throw new IllegalArgumentException("no Opus head and tags");
        }
        int preSkip =
                ByteBuffer.wrap(packets.get(0)).order(ByteOrder.LITTLE_ENDIAN).getShort(10) & 0xFFFF;
        return new OggOpus(preSkip, Math.max(0, granule - preSkip), List.copyOf(packets.subList(2, packets.size())));
    }

    private static byte[] take(ByteBuffer ogg, int length) {
        if (ogg.remaining() < length) {
            throw new IllegalArgumentException("an Ogg page is cut short");
        }
        byte[] bytes = new byte[length];
        ogg.get(bytes);
        return bytes;
    }

    private static boolean startsWith(byte[] packet, String magic) {
        return packet.length >= 12 && new String(packet, 0, magic.length(), StandardCharsets.US_ASCII).equals(magic);
    }
}
