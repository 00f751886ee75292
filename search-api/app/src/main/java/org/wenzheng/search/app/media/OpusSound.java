package org.wenzheng.search.app.media;

import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;

import java.nio.ShortBuffer;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.ShortPointer;

/** Decodes Opus packets (RFC 6716) by libopus to one channel at 48 kHz. One use, one thread. */
final class OpusSound implements AutoCloseable {

    static final int RATE = 48_000;
    /** The longest packet that Opus allows: 120 ms. */
    private static final int LONGEST = 5760;

    private final AVCodecContext decoder;
    private final AVPacket packet;
    private final AVFrame frame;

    static {
        av_log_set_level(AV_LOG_ERROR);
    }

    private OpusSound() {
        AVCodec codec = avcodec_find_decoder_by_name("libopus");
        if (codec == null || codec.isNull()) {
            throw new IllegalStateException("FFmpeg comes without libopus.");
        }
        decoder = avcodec_alloc_context3(codec);
        decoder.sample_rate(RATE);
        decoder.request_sample_fmt(AV_SAMPLE_FMT_S16);
        av_channel_layout_default(decoder.ch_layout(), 1);
        packet = av_packet_alloc();
        frame = av_frame_alloc();
        int error = avcodec_open2(decoder, codec, (AVDictionary) null);
        if (error < 0) {
            close();
            throw new IllegalStateException("libopus cannot be opened: " + error);
        }
    }

    /** All samples of the packets; a packet that cannot be decoded is 20 ms of silence. */
    static short[] decode(List<byte[]> packets) {
        try (OpusSound opus = new OpusSound()) {
            ShortBuffer sound = ShortBuffer.allocate(packets.size() * LONGEST);
            for (byte[] one : packets) {
                opus.decode(one, sound);
            }
            short[] samples = new short[sound.position()];
            sound.flip().get(samples);
            return samples;
        }
    }

    private void decode(byte[] bytes, ShortBuffer sound) {
        if (bytes.length == 0 || av_new_packet(packet, bytes.length) < 0) {
            silence(sound);
            return;
        }
        packet.data().put(bytes, 0, bytes.length);
        int sent = avcodec_send_packet(decoder, packet);
        av_packet_unref(packet);
        if (sent < 0 || avcodec_receive_frame(decoder, frame) < 0) {
            silence(sound);
            return;
        }
        ShortPointer samples = new ShortPointer(frame.data(0)).capacity(frame.nb_samples());
        sound.put(samples.asBuffer());
    }

    private static void silence(ShortBuffer sound) {
        sound.put(new short[RATE / 50]);
    }

    @Override
    public void close() {
        avcodec_free_context(decoder);
        av_packet_free(packet);
        av_frame_free(frame);
    }
}
