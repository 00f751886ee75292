package org.wenzheng.jobs.opus;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_FATAL;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.swresample.swr_alloc_set_opts2;
import static org.bytedeco.ffmpeg.global.swresample.swr_convert;
import static org.bytedeco.ffmpeg.global.swresample.swr_free;
import static org.bytedeco.ffmpeg.global.swresample.swr_get_out_samples;
import static org.bytedeco.ffmpeg.global.swresample.swr_init;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/** The sound of a media file, whatever FFmpeg reads, mixed into 16 kHz mono. For evaluation. */
public final class MediaFile implements AutoCloseable {
    private final Path file;
    private final AVFormatContext format = new AVFormatContext(null);
    private final AVPacket packet = av_packet_alloc();
    private final AVFrame frame = av_frame_alloc();
    private @Nullable AVCodecContext codec;
    private @Nullable SwrContext resampler;
    private short[] pcm = new short[OpusDecoder.RATE * 16];
    private int length;

    private MediaFile(Path file) {
        this.file = file;
    }

    /**
     * Reads all of it.
     *
     * @return 16 kHz mono
     * @throws IOException if it is no media, or holds no sound
     */
    public static short[] read(Path file) throws IOException {
        av_log_set_level(AV_LOG_FATAL);
        try (MediaFile media = new MediaFile(file)) {
            return media.decode();
        }
    }

    private short[] decode() throws IOException {
        check(avformat_open_input(format, file.toString(), null, (AVDictionary) null), "is absent or no media file");
        check(avformat_find_stream_info(format, (PointerPointer<?>) null), "is cut short");
        PointerPointer<AVCodec> decoder = new PointerPointer<>(1);
        int stream = check(av_find_best_stream(format, AVMEDIA_TYPE_AUDIO, -1, -1, decoder, 0), "holds no sound");
        AVCodecContext opened = avcodec_alloc_context3(decoder.get(AVCodec.class));
        codec = opened;
        check(avcodec_parameters_to_context(opened, format.streams(stream).codecpar()), "has unknown sound");
        check(avcodec_open2(opened, (AVCodec) null, (AVDictionary) null), "has sound that cannot be decoded");
        while (av_read_frame(format, packet) >= 0) {
            if (packet.stream_index() == stream && avcodec_send_packet(opened, packet) >= 0) {
                take(opened);
            }
            av_packet_unref(packet);
        }
        avcodec_send_packet(opened, null);
        take(opened);
        if (resampler != null) {
            convert(resampler, null);
        }
        if (length == 0) {
            throw new IOException(file + " holds no sound");
        }
        return Arrays.copyOf(pcm, length);
    }

    private void take(AVCodecContext opened) throws IOException {
        while (avcodec_receive_frame(opened, frame) >= 0) {
            SwrContext open = resampler;
            if (open == null) {
                open = resampler(frame);
                resampler = open;
            }
            convert(open, frame);
        }
    }

    private SwrContext resampler(AVFrame first) throws IOException {
        try (AVChannelLayout mono = new AVChannelLayout()) {
            av_channel_layout_default(mono, 1);
            SwrContext made = new SwrContext(null);
            check(
                    swr_alloc_set_opts2(
                            made,
                            mono,
                            AV_SAMPLE_FMT_S16,
                            OpusDecoder.RATE,
                            first.ch_layout(),
                            first.format(),
                            first.sample_rate(),
                            0,
                            null),
                    "has sound of an unknown kind");
            check(swr_init(made), "has sound of an unknown kind");
            return made;
        }
    }

    private void convert(SwrContext open, @Nullable AVFrame input) throws IOException {
        int samples = input == null ? 0 : input.nb_samples();
        int room = swr_get_out_samples(open, samples) + 64;
        try (BytePointer out = new BytePointer(2L * room);
                PointerPointer<BytePointer> planes = new PointerPointer<>(1)) {
            planes.put(0, out);
            PointerPointer<?> in = input == null ? null : input.extended_data();
            int made = check(swr_convert(open, planes, room, in, samples), "cannot be resampled");
            if (pcm.length < length + made) {
                pcm = Arrays.copyOf(pcm, 2 * (length + made));
            }
            out.asByteBuffer()
                    .order(java.nio.ByteOrder.nativeOrder())
                    .asShortBuffer()
                    .get(pcm, length, made);
            length += made;
        }
    }

    private int check(int result, String otherwise) throws IOException {
        if (result < 0) {
            throw new IOException(file + " " + otherwise);
        }
        return result;
    }

    @Override
    public void close() {
        av_packet_free(packet);
        av_frame_free(frame);
        if (codec != null) {
            avcodec_free_context(codec);
        }
        if (resampler != null) {
            swr_free(resampler);
        }
        avformat_close_input(format);
    }
}
