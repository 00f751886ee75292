package org.wenzheng.replay.audio;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import java.nio.file.Path;
import java.util.Locale;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.ShortPointer;
import org.jspecify.annotations.Nullable;

/** Writes media files of many kinds for tests; the kind goes by the file's name. */
final class EncodedFile implements AutoCloseable {

    private final AVFormatContext container = new AVFormatContext(null);
    private final AVPacket packet = av_packet_alloc();
    private final AVCodecContext encoder;
    private final AVStream stream;

    private EncodedFile(Path file, String codecName, int rate, int channels, boolean indexFirst) {
        check(avformat_alloc_output_context2(container, (AVOutputFormat) null, null, file.toString()));
        var codec = avcodec_find_encoder_by_name(codecName);
        encoder = avcodec_alloc_context3(codec);
        if (rate > 0) {
            encoder.sample_rate(rate);
            encoder.sample_fmt(
                    codecName.equals("flac") || codecName.equals("libopus") ? AV_SAMPLE_FMT_S16 : AV_SAMPLE_FMT_FLTP);
            encoder.bit_rate(64_000);
            encoder.time_base(av_make_q(1, rate));
            av_channel_layout_default(encoder.ch_layout(), channels);
        } else {
            encoder.width(64).height(48);
            encoder.pix_fmt(AV_PIX_FMT_YUV420P);
            encoder.time_base(av_make_q(1, 25));
        }
        encoder.flags(encoder.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
        check(avcodec_open2(encoder, codec, (AVDictionary) null));
        stream = avformat_new_stream(container, codec);
        stream.time_base(encoder.time_base());
        check(avcodec_parameters_from_context(stream.codecpar(), encoder));
        AVIOContext io = new AVIOContext(null);
        check(avio_open(io, file.toString(), AVIO_FLAG_WRITE));
        container.pb(io);
        AVDictionary options = new AVDictionary();
        if (indexFirst) {
            av_dict_set(options, "movflags", "faststart", 0);
        }
        check(avformat_write_header(container, options));
    }

    static Path write(Path file, int rate, int channels, double seconds, WavFile.Signal signal) {
        return write(file, rate, channels, seconds, signal, false);
    }

    /** As above; {@code indexFirst} puts the index of an MP4 at its beginning. */
    static Path write(Path file, int rate, int channels, double seconds, WavFile.Signal signal, boolean indexFirst) {
        try (EncodedFile out = new EncodedFile(file, codecOf(file), rate, channels, indexFirst)) {
            int block = out.encoder.frame_size() > 0 ? out.encoder.frame_size() : 1024;
            int total = (int) Math.round(rate * seconds);
            for (int at = 0; at < total; at += block) {
                out.encode(out.samples(Math.min(block, total - at), at, signal));
            }
            out.finish();
        }
        return file;
    }

    /** A second of a black picture without sound. */
    static Path writeVideoOnly(Path file) {
        try (EncodedFile out = new EncodedFile(file, "mpeg4", 0, 0, false)) {
            for (int i = 0; i < 25; i++) {
                AVFrame frame = av_frame_alloc();
                frame.width(64).height(48).format(AV_PIX_FMT_YUV420P);
                check(av_frame_get_buffer(frame, 0));
                for (int plane = 0; plane < 3; plane++) {
                    Pointer.memset(frame.data(plane), 16, (long) frame.linesize(plane) * (plane == 0 ? 48 : 24));
                }
                frame.pts(i);
                out.encode(frame);
            }
            out.finish();
        }
        return file;
    }

    private static String codecOf(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "mp3" -> "libmp3lame";
            case "m4a", "mp4" -> "aac";
            case "opus", "webm" -> "libopus";
            case "flac" -> "flac";
            default -> throw new IllegalArgumentException(name);
        };
    }

    private AVFrame samples(int count, int start, WavFile.Signal signal) {
        AVFrame frame = av_frame_alloc();
        int channels = encoder.ch_layout().nb_channels();
        frame.nb_samples(count).format(encoder.sample_fmt());
        frame.sample_rate(encoder.sample_rate());
        av_channel_layout_default(frame.ch_layout(), channels);
        check(av_frame_get_buffer(frame, 0));
        for (int channel = 0; channel < channels; channel++) {
            for (int i = 0; i < count; i++) {
                double value = signal.at(channel, (double) (start + i) / encoder.sample_rate());
                if (encoder.sample_fmt() == AV_SAMPLE_FMT_S16) {
                    new ShortPointer(frame.data(0))
                            .put((long) i * channels + channel, (short) Math.round(32767 * value));
                } else {
                    new FloatPointer(frame.data(channel)).put(i, (float) value);
                }
            }
        }
        frame.pts(start);
        return frame;
    }

    private void encode(@Nullable AVFrame frame) {
        check(avcodec_send_frame(encoder, frame));
        if (frame != null) {
            av_frame_free(frame);
        }
        while (avcodec_receive_packet(encoder, packet) >= 0) {
            av_packet_rescale_ts(packet, encoder.time_base(), stream.time_base());
            packet.stream_index(0);
            check(av_interleaved_write_frame(container, packet));
        }
    }

    private void finish() {
        encode(null);
        check(av_write_trailer(container));
    }

    private static void check(int error) {
        if (error < 0) {
            throw new IllegalStateException(Ffmpeg.explain(error));
        }
    }

    @Override
    public void close() {
        avio_closep(container.pb());
        avformat_free_context(container);
        avcodec_free_context(encoder);
        av_packet_free(packet);
    }
}
