package org.wenzheng.cli.demo;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_BITEXACT;
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
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.ShortPointer;

/**
 * One or two channels as Opus in an Ogg file (RFC 6716, RFC 7845), small: variable bit rate, 60 ms frames. Each of two channels
 * is a stream of its own (channel mapping 255): coupled as stereo, one speaker would be heard faintly on the other's channel.
 */
final class OggOpusFile {
    /** Of two channels together; one is silent at a time and takes next to nothing of its half. */
    private static final long BIT_RATE = 44_000;

    private static final long MONO_BIT_RATE = 24_000;

    private static final Map<String, String> OPTIONS = Map.of(
            "application", "voip",
            "vbr", "on",
            "frame_duration", "60",
            "compression_level", "10");

    private final AVFormatContext container = new AVFormatContext(null);
    private final AVCodecContext encoder;
    private final AVStream stream;
    private final AVFrame frame = av_frame_alloc();
    private final AVPacket packet = av_packet_alloc();

    private final int channels;

    private OggOpusFile(Path file, int channels, int sampleRate, Map<String, String> tags) throws IOException {
        this.channels = channels;
        var codec = avcodec_find_encoder_by_name("libopus");
        encoder = avcodec_alloc_context3(codec);
        encoder.sample_rate(sampleRate);
        encoder.sample_fmt(AV_SAMPLE_FMT_S16);
        encoder.bit_rate(channels == 1 ? MONO_BIT_RATE : BIT_RATE);
        encoder.time_base(av_make_q(1, sampleRate));
        encoder.thread_count(1);
        // the same samples give the same file
        encoder.flags(encoder.flags() | AV_CODEC_FLAG_BITEXACT);
        av_channel_layout_default(encoder.ch_layout(), channels);
        AVDictionary options = dictionary(OPTIONS);
        av_dict_set(options, "mapping_family", channels == 1 ? "0" : "255", 0);
        check(avcodec_open2(encoder, codec, options), "open the encoder", file);
        av_dict_free(options);
        check(avformat_alloc_output_context2(container, null, "ogg", file.toString()), "make a container", file);
        container.flags(container.flags() | AVFormatContext.AVFMT_FLAG_BITEXACT);
        stream = avformat_new_stream(container, codec);
        stream.time_base(encoder.time_base());
        check(avcodec_parameters_from_context(stream.codecpar(), encoder), "describe the stream", file);
        stream.metadata(dictionary(tags));
        AVIOContext output = new AVIOContext(null);
        check(avio_open(output, file.toString(), AVIO_FLAG_WRITE), "open", file);
        container.pb(output);
        check(avformat_write_header(container, (PointerPointer<?>) null), "write", file);
        frame.nb_samples(encoder.frame_size());
        frame.format(AV_SAMPLE_FMT_S16);
        frame.sample_rate(sampleRate);
        av_channel_layout_default(frame.ch_layout(), channels);
        check(av_frame_get_buffer(frame, 0), "allocate a frame for", file);
    }

    /**
     * Writes a file, over one that is there.
     *
     * @param channels one or two, equally long
     * @param sampleRate 24 or 48 kHz
     * @param tags comments of the stream
     */
    static void write(Path file, float[][] channels, int sampleRate, Map<String, String> tags) throws IOException {
        OggOpusFile opus = new OggOpusFile(file, channels.length, sampleRate, tags);
        try {
            int size = opus.encoder.frame_size();
            for (int at = 0; at < channels[0].length; at += size) {
                opus.send(channels, at, file);
            }
            check(avcodec_send_frame(opus.encoder, null), "encode", file);
            opus.drain(file);
            check(av_write_trailer(opus.container), "finish", file);
        } finally {
            opus.close();
        }
    }

    private void send(float[][] sound, int at, Path file) throws IOException {
        check(av_frame_make_writable(frame), "write a frame of", file);
        short[] interleaved = new short[frame.nb_samples() * channels];
        for (int i = 0; i < frame.nb_samples() && at + i < sound[0].length; i++) {
            for (int channel = 0; channel < channels; channel++) {
                interleaved[channels * i + channel] = (short) Math.round(sound[channel][at + i] * Short.MAX_VALUE);
            }
        }
        new ShortPointer(frame.data(0)).capacity(interleaved.length).put(interleaved, 0, interleaved.length);
        frame.pts(at);
        check(avcodec_send_frame(encoder, frame), "encode", file);
        drain(file);
    }

    private void drain(Path file) throws IOException {
        while (avcodec_receive_packet(encoder, packet) >= 0) {
            av_packet_rescale_ts(packet, encoder.time_base(), stream.time_base());
            packet.stream_index(stream.index());
            check(av_interleaved_write_frame(container, packet), "write", file);
        }
    }

    private void close() {
        av_packet_free(packet);
        av_frame_free(frame);
        avcodec_free_context(encoder);
        avio_closep(container.pb());
        avformat_free_context(container);
    }

    private static AVDictionary dictionary(Map<String, String> entries) {
        AVDictionary dictionary = new AVDictionary();
        entries.forEach((name, value) -> av_dict_set(dictionary, name, value, 0));
        return dictionary;
    }

    private static void check(int error, String what, Path file) throws IOException {
        if (error < 0) {
            throw new IOException("FFmpeg cannot " + what + " " + file + " (error " + error + ")");
        }
    }
}
