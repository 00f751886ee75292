package org.wenzheng.jobs.opus;

import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_FATAL;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.ShortPointer;

/**
 * libopus: packets of one track, in order, into 16 kHz mono. What comes out depends on the packets since
 * {@link #reset} alone. Not for several threads.
 */
public final class OpusDecoder implements AutoCloseable {

    /** Samples a second that come out. */
    public static final int RATE = OpusPacket.CLOCK / Decimator.FACTOR;

    private static final int DEFAULT_FRAME = OpusPacket.CLOCK / 50;
    private static final int CELT_20_MS = 0xf8;

    private final AVCodecContext codec;
    private final AVPacket packet;
    private final AVFrame frame;
    private final Decimator decimator = new Decimator();
    private short[] samples = new short[OpusPacket.LONGEST];
    private int toc = CELT_20_MS;

    /** @throws OpusException where FFmpeg's libraries lack libopus */
    public OpusDecoder() {
        av_log_set_level(AV_LOG_FATAL); // a broken packet is counted by whoever sent it here
        AVCodec decoder = avcodec_find_decoder_by_name("libopus");
        if (decoder == null) {
            throw new OpusException("FFmpeg's libraries on this class path have no libopus");
        }
        codec = avcodec_alloc_context3(decoder);
        codec.sample_rate(OpusPacket.CLOCK);
        codec.request_sample_fmt(AV_SAMPLE_FMT_S16);
        av_channel_layout_default(codec.ch_layout(), 1);
        if (avcodec_open2(codec, decoder, (AVDictionary) null) < 0) {
            avcodec_free_context(codec);
            throw new OpusException("libopus did not open a decoder of 48 kHz mono");
        }
        packet = av_packet_alloc();
        frame = av_frame_alloc();
    }

    /** Forgets all packets. */
    public void reset() {
        avcodec_flush_buffers(codec);
        decimator.reset();
        toc = CELT_20_MS;
    }

    /**
     * Decodes a packet; one that libopus refuses is concealed.
     *
     * @param payload one packet
     * @param output takes the samples from {@code at} on, at most 1,920
     * @return how many
     */
    public int decode(byte[] payload, short[] output, int at) {
        int decoded = run(payload, payload.length);
        if (decoded > 0) {
            toc = payload[0] & 0xff;
            return emit(decoded, output, at);
        }
        int lost = OpusPacket.duration(payload);
        return conceal(lost == 0 ? DEFAULT_FRAME : lost, output, at);
    }

    /**
     * Fills a hole as libopus thinks it went on.
     *
     * <p>A packet of nothing but its first octet is a frame of length 0, which RFC 6716 (section 3.2.1) defines as lost:
     * libopus conceals it.
     *
     * @param duration samples at 48 kHz
     * @param output takes the samples from {@code at} on
     * @return how many: a third of {@code duration}
     */
    public int conceal(int duration, short[] output, int at) {
        byte[] lost = {(byte) (toc & ~3)};
        int made = 0;
        while (duration - made * Decimator.FACTOR >= Decimator.FACTOR) {
            int wanted = duration - made * Decimator.FACTOR;
            int decoded = run(lost, 1);
            if (decoded <= 0) {
                return made + silence(wanted, output, at + made);
            }
            made += emit(Math.min(decoded, wanted), output, at + made);
        }
        return made;
    }

    /**
     * Fills a hole by silence; the decoder keeps what it knew before.
     *
     * @param duration samples at 48 kHz
     * @return how many samples at 16 kHz
     */
    public int silence(int duration, short[] output, int at) {
        int made = 0;
        for (int left = duration; left >= Decimator.FACTOR; ) {
            int now = Math.min(left, samples.length);
            java.util.Arrays.fill(samples, 0, now, (short) 0);
            made += emit(now, output, at + made);
            left -= now;
        }
        return made;
    }

    private int emit(int decoded, short[] output, int at) {
        int whole = decoded - decoded % Decimator.FACTOR;
        decimator.apply(samples, whole, output, at);
        return whole / Decimator.FACTOR;
    }

    /** Runs the codec; its samples lie in {@link #samples}. Negative or 0 where it refuses the packet. */
    private int run(byte[] payload, int length) {
        if (length == 0 || av_new_packet(packet, length) < 0) {
            return -1;
        }
        try {
            BytePointer data = packet.data();
            data.capacity(length).put(payload, 0, length);
            if (avcodec_send_packet(codec, packet) < 0 || avcodec_receive_frame(codec, frame) < 0) {
                return -1;
            }
            int decoded = frame.nb_samples();
            if (decoded > samples.length) {
                samples = new short[decoded];
            }
            new ShortPointer(frame.data(0)).capacity(decoded).get(samples, 0, decoded);
            return decoded;
        } finally {
            av_packet_unref(packet);
        }
    }

    @Override
    public void close() {
        av_packet_free(packet);
        av_frame_free(frame);
        avcodec_free_context(codec);
    }
}
