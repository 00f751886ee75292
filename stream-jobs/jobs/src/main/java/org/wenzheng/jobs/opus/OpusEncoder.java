package org.wenzheng.jobs.opus;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_FATAL;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.ShortPointer;

/** libopus: 16 kHz mono into 20 ms packets as a browser would send them. Used to evaluate on files what calls go through. */
public final class OpusEncoder implements AutoCloseable {

    /** Samples a packet. */
    public static final int FRAME = OpusDecoder.RATE / 50;

    private final AVCodecContext codec;
    private final AVPacket packet;
    private final AVFrame frame;

    /**
     * Opens an encoder for a network that loses nothing.
     *
     * @param bitsPerSecond such as 32,000
     * @throws OpusException where FFmpeg's libraries lack libopus
     */
    public OpusEncoder(int bitsPerSecond) {
        this(bitsPerSecond, 0);
    }

    /**
     * Opens an encoder whose packets repeat something of the one before (in-band FEC) where packets are lost.
     *
     * @param bitsPerSecond such as 32,000
     * @param lostPercent of the packets, as reports told
     * @throws OpusException where FFmpeg's libraries lack libopus
     */
    public OpusEncoder(int bitsPerSecond, int lostPercent) {
        av_log_set_level(AV_LOG_FATAL);
        AVCodec encoder = avcodec_find_encoder_by_name("libopus");
        if (encoder == null) {
            throw new OpusException("FFmpeg's libraries on this class path have no libopus");
        }
        codec = avcodec_alloc_context3(encoder);
        codec.sample_rate(OpusDecoder.RATE);
        codec.sample_fmt(AV_SAMPLE_FMT_S16);
        codec.bit_rate(bitsPerSecond);
        codec.time_base(av_make_q(1, OpusDecoder.RATE));
        av_channel_layout_default(codec.ch_layout(), 1);
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "application", "voip", 0);
        av_dict_set(options, "frame_duration", "20", 0);
        av_dict_set(options, "fec", lostPercent > 0 ? "1" : "0", 0);
        av_dict_set(options, "packet_loss", Integer.toString(lostPercent), 0);
        int opened = avcodec_open2(codec, encoder, options);
        av_dict_free(options);
        if (opened < 0) {
            avcodec_free_context(codec);
            throw new OpusException("libopus did not open an encoder of 16 kHz mono");
        }
        packet = av_packet_alloc();
        frame = av_frame_alloc();
        frame.nb_samples(FRAME);
        frame.format(AV_SAMPLE_FMT_S16);
        frame.sample_rate(OpusDecoder.RATE);
        av_channel_layout_default(frame.ch_layout(), 1);
        av_frame_get_buffer(frame, 0);
    }

    /**
     * Encodes samples; the last packet is filled up by silence.
     *
     * @param pcm 16 kHz mono
     * @return packets of 20 ms each
     */
    public List<byte[]> encode(short[] pcm) {
        List<byte[]> packets = new ArrayList<>();
        for (int at = 0; at < pcm.length; at += FRAME) {
            short[] samples = new short[FRAME];
            System.arraycopy(pcm, at, samples, 0, Math.min(FRAME, pcm.length - at));
            av_frame_make_writable(frame);
            new ShortPointer(frame.data(0)).capacity(FRAME).put(samples, 0, FRAME);
            frame.pts(at);
            if (avcodec_send_frame(codec, frame) < 0) {
                throw new OpusException("libopus refused a frame of 20 ms");
            }
            while (avcodec_receive_packet(codec, packet) == 0) {
                byte[] payload = new byte[packet.size()];
                packet.data().capacity(payload.length).get(payload);
                packets.add(payload);
                av_packet_unref(packet);
            }
        }
        return packets;
    }

    @Override
    public void close() {
        av_packet_free(packet);
        av_frame_free(frame);
        avcodec_free_context(codec);
    }
}
