package org.wenzheng.replay;

import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.nio.ByteBuffer;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.ShortPointer;
import org.wenzheng.media.records.v1.AudioFrame;

/** Plays the packets of a track, as whoever receives them would. */
final class OpusDecoder {

    private OpusDecoder() {}

    static short[] decode(List<AudioFrame> frames) {
        var codec = avcodec_find_decoder_by_name("libopus");
        AVCodecContext context = avcodec_alloc_context3(codec);
        context.sample_rate(48_000);
        context.request_sample_fmt(AV_SAMPLE_FMT_S16);
        av_channel_layout_default(context.ch_layout(), 1);
        if (avcodec_open2(context, codec, (AVDictionary) null) < 0) {
            throw new IllegalStateException("no Opus decoder");
        }
        AVFrame decoded = av_frame_alloc();
        ByteBuffer all = ByteBuffer.allocate(frames.size() * 960 * 2);
        for (AudioFrame frame : frames) {
            if (frame.getEndOfTrack()) {
                continue;
            }
            byte[] payload = frame.getPayload().toByteArray();
            AVPacket packet = av_packet_alloc();
            av_new_packet(packet, payload.length);
            new BytePointer(packet.data()).capacity(payload.length).put(payload, 0, payload.length);
            if (avcodec_send_packet(context, packet) < 0 || avcodec_receive_frame(context, decoded) < 0) {
                throw new IllegalStateException("not an Opus payload: sequence " + frame.getSequence());
            }
            short[] pcm = new short[decoded.nb_samples()];
            new ShortPointer(decoded.data(0)).capacity(pcm.length).get(pcm);
            for (short sample : pcm) {
                all.putShort(sample);
            }
            av_packet_free(packet);
        }
        av_frame_free(decoded);
        avcodec_free_context(context);
        short[] samples = new short[all.position() / 2];
        all.flip().asShortBuffer().get(samples);
        return samples;
    }
}
