package org.wenzheng.replay.audio;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.ShortPointer;

/**
 * One voice into Opus payloads as a browser sends them (RFC 6716, RFC 7587): mono at 48 kHz, 20 ms, about 24 kbit/s,
 * in-band error correction on, discontinuous transmission off. The same samples give the same bytes.
 */
public final class OpusEncoder implements AutoCloseable {

    private static final long BIT_RATE = 24_000;

    private static final Map<String, String> OPTIONS = Map.of(
            "application", "voip",
            "frame_duration", "20",
            "vbr", "on",
            "fec", "1",
            // The loss that the encoder prepares for; with 0 it would leave the redundant data out.
            "packet_loss", "5",
            "dtx", "0",
            // As browsers on phones do; more costs processor time that a replay of hours feels.
            "compression_level", "5");

    private final AVCodecContext context;
    private final AVFrame frame = av_frame_alloc();
    private final AVPacket packet = av_packet_alloc();
    private long samples;

    /** A new encoder, which knows nothing of earlier voices. */
    public OpusEncoder() {
        Ffmpeg.load();
        var codec = avcodec_find_encoder_by_name("libopus");
        context = avcodec_alloc_context3(codec);
        context.sample_rate(Voice.SAMPLE_RATE);
        context.sample_fmt(AV_SAMPLE_FMT_S16);
        context.bit_rate(BIT_RATE);
        context.time_base(av_make_q(1, Voice.SAMPLE_RATE));
        context.thread_count(1);
        av_channel_layout_default(context.ch_layout(), 1);
        AVDictionary options = new AVDictionary();
        OPTIONS.forEach((name, value) -> av_dict_set(options, name, value, 0));
        check(avcodec_open2(context, codec, options), "open");
        av_dict_free(options);
        frame.nb_samples(Voice.FRAME_SAMPLES);
        frame.format(AV_SAMPLE_FMT_S16);
        frame.sample_rate(Voice.SAMPLE_RATE);
        av_channel_layout_default(frame.ch_layout(), 1);
        check(av_frame_get_buffer(frame, 0), "allocate a frame");
    }

    /** Encodes {@link Voice#FRAME_SAMPLES} samples into one payload. */
    public byte[] encode(short[] pcm) {
        if (pcm.length != Voice.FRAME_SAMPLES) {
            throw new IllegalArgumentException("a frame has 960 samples, not " + pcm.length);
        }
        check(av_frame_make_writable(frame), "write a frame");
        new ShortPointer(frame.data(0)).capacity(pcm.length).put(pcm, 0, pcm.length);
        frame.pts(samples);
        samples += pcm.length;
        check(avcodec_send_frame(context, frame), "encode");
        check(avcodec_receive_packet(context, packet), "encode");
        byte[] payload = new byte[packet.size()];
        new BytePointer(packet.data()).capacity(payload.length).get(payload);
        av_packet_unref(packet);
        return payload;
    }

    private static void check(int error, String what) {
        if (error < 0) {
            throw new IllegalStateException("The Opus encoder cannot " + what + ": " + Ffmpeg.explain(error));
        }
    }

    @Override
    public void close() {
        av_packet_free(packet);
        av_frame_free(frame);
        avcodec_free_context(context);
    }
}
