package org.wenzheng.jobs.recording;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.wenzheng.jobs.call.AudioPacket;
import org.wenzheng.jobs.opus.OpusPacket;

/**
 * Opus packets as an Ogg stream of one channel (RFC 3533, RFC 7845): headers, then pages of about a second. Packets that
 * did not come are there as silence, so that a moment of the call is a position of the stream.
 */
final class OggOpus {
    private static final int SILENCE = OpusPacket.CLOCK / 50;
    private static final int SEGMENTS_A_PAGE = 255;
    private static final int SAMPLES_A_PAGE = OpusPacket.CLOCK;
    private static final int BEGIN = 2;
    private static final int END = 4;
    private static final int[] CRC = crc();

    private final ByteArrayOutputStream stream = new ByteArrayOutputStream(64 << 10);
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(8 << 10);
    private final ByteArrayOutputStream lacing = new ByteArrayOutputStream(SEGMENTS_A_PAGE);
    private final int serial;
    private int pages;
    private int preSkip;
    private long samples;
    private long pageStart;

    private OggOpus(int serial) {
        this.serial = serial;
    }

    /**
     * A stream and how long it lasts.
     *
     * @param durationMs without what a decoder skips
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Muxed(byte[] ogg, int durationMs) {}

    /**
     * Writes a chunk.
     *
     * @param packets in order of sequence
     * @param firstSequence where the sound begins; earlier packets are skipped by a decoder that they warm up
     */
    static Muxed mux(AudioPacket[] packets, long firstSequence) {
        OggOpus ogg = new OggOpus(Long.hashCode(firstSequence));
        for (AudioPacket packet : packets) {
            ogg.preSkip += packet.sequence() < firstSequence ? OpusPacket.duration(packet.payload()) : 0;
        }
        ogg.headers();
        long origin = packets.length == 0 ? 0 : packets[0].timestamp();
        for (AudioPacket packet : packets) {
            int duration = OpusPacket.duration(packet.payload());
            while (packet.timestamp() - origin - ogg.samples >= SILENCE) {
                ogg.packet(OpusPacket.silence(), SILENCE);
            }
            if (duration > 0) { // else no Opus: its place becomes silence
                ogg.packet(packet.payload(), duration);
            }
        }
        ogg.page(END, ogg.samples);
        return new Muxed(ogg.stream.toByteArray(), (int) ((ogg.samples - ogg.preSkip) / (OpusPacket.CLOCK / 1000)));
    }

    private void headers() {
        ByteBuffer head = ByteBuffer.allocate(19).order(ByteOrder.LITTLE_ENDIAN);
        head.put("OpusHead".getBytes(StandardCharsets.US_ASCII));
        head.put((byte) 1).put((byte) 1).putShort((short) preSkip);
        head.putInt(OpusPacket.CLOCK).putShort((short) 0).put((byte) 0); // no gain, mapping family 0
        add(head.array());
        page(BEGIN, 0);
        byte[] vendor = "Wenzheng".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer tags = ByteBuffer.allocate(8 + 4 + vendor.length + 4).order(ByteOrder.LITTLE_ENDIAN);
        tags.put("OpusTags".getBytes(StandardCharsets.US_ASCII));
        tags.putInt(vendor.length).put(vendor).putInt(0);
        add(tags.array());
        page(0, 0);
    }

    private void packet(byte[] payload, int duration) {
        if (lacing.size() + payload.length / 255 + 1 > SEGMENTS_A_PAGE || samples - pageStart >= SAMPLES_A_PAGE) {
            page(0, samples);
        }
        add(payload);
        samples += duration;
    }

    /** Adds a packet to the page: as many segments of 255 as fit, and one that is shorter. */
    private void add(byte[] packet) {
        for (int left = packet.length; ; left -= 255) {
            lacing.write(Math.min(left, 255));
            if (left < 255) {
                break;
            }
        }
        body.writeBytes(packet);
    }

    /** Writes out the page: RFC 3533, section 6. */
    private void page(int flags, long granule) {
        ByteBuffer page = ByteBuffer.allocate(27 + lacing.size() + body.size()).order(ByteOrder.LITTLE_ENDIAN);
        page.put("OggS".getBytes(StandardCharsets.US_ASCII)).put((byte) 0).put((byte) flags);
        page.putLong(granule).putInt(serial).putInt(pages++).putInt(0);
        page.put((byte) lacing.size()).put(lacing.toByteArray()).put(body.toByteArray());
        int crc = 0;
        for (byte octet : page.array()) {
            crc = (crc << 8) ^ CRC[((crc >>> 24) ^ octet) & 0xff];
        }
        page.putInt(22, crc);
        stream.writeBytes(page.array());
        lacing.reset();
        body.reset();
        pageStart = samples;
    }

    /** Polynomial 0x04c11db7, not reflected. */
    private static int[] crc() {
        int[] table = new int[256];
        for (int i = 0; i < 256; i++) {
            int value = i << 24;
            for (int bit = 0; bit < 8; bit++) {
                value = (value << 1) ^ (value < 0 ? 0x04c11db7 : 0);
            }
            table[i] = value;
        }
        return table;
    }
}
