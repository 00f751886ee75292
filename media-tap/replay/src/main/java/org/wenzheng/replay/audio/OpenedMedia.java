package org.wenzheng.replay.audio;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_DURATION_FROM_BITRATE;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_TIME_BASE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.PointerPointer;

/**
 * A media file whose best audio stream has been found and can be decoded; who has it closes both contexts.
 *
 * @param container the demuxer
 * @param decoder the decoder of the audio stream
 * @param stream index of the audio stream
 * @param statedSeconds how long the file says it lasts, where it says it itself
 */
record OpenedMedia(AVFormatContext container, AVCodecContext decoder, int stream, OptionalDouble statedSeconds) {

    /**
     * What is accepted, by FFmpeg's names of its demuxers. Without the list a text file might be taken for a playlist and
     * other files, or addresses, be opened.
     */
    private static final String KINDS = "wav,w64,aiff,caf,mp3,aac,amr,flac,ogg,matroska,webm,mov,mp4,m4a";

    private static final String KINDS_FOR_PEOPLE = "WAV, MP3, M4A, MP4, Opus, Ogg, FLAC or WebM";

    static OpenedMedia open(Path path) throws UnreadableAudioException {
        checkFile(path);
        Ffmpeg.load();
        AVFormatContext container = avformat_alloc_context();
        AVDictionary options = new AVDictionary();
        av_dict_set(options, "format_whitelist", KINDS, 0);
        av_dict_set(options, "protocol_whitelist", "file", 0);
        int error = avformat_open_input(container, "file:" + path.toAbsolutePath(), (AVInputFormat) null, options);
        av_dict_free(options);
        if (error < 0) { // the container is freed already
            throw new UnreadableAudioException(
                    isMp4(path)
                            ? path + " is cut off: the index that an MP4 file has at its end is missing. Copy the file"
                                    + " again from where it was recorded."
                            : path + " is not a recording that can be read (" + Ffmpeg.explain(error) + "). Give a "
                                    + KINDS_FOR_PEOPLE + " file.");
        }
        try {
            return withDecoder(path, container);
        } catch (UnreadableAudioException e) {
            avformat_close_input(container);
            throw e;
        }
    }

    private static OpenedMedia withDecoder(Path path, AVFormatContext container) throws UnreadableAudioException {
        avformat_find_stream_info(container, (PointerPointer<?>) null);
        int index = av_find_best_stream(container, AVMEDIA_TYPE_AUDIO, -1, -1, (PointerPointer<?>) null, 0);
        if (index < 0) {
            throw new UnreadableAudioException(
                    path + " has no sound in it. Give a " + KINDS_FOR_PEOPLE + " file with an audio track.");
        }
        AVStream stream = container.streams(index);
        AVCodec codec = avcodec_find_decoder(stream.codecpar().codec_id());
        if (codec == null || codec.isNull()) {
            throw new UnreadableAudioException(
                    path + " has sound in a coding that cannot be decoded here. Convert it to a " + KINDS_FOR_PEOPLE
                            + " file.");
        }
        AVCodecContext decoder = avcodec_alloc_context3(codec);
        avcodec_parameters_to_context(decoder, stream.codecpar());
        decoder.pkt_timebase(stream.time_base());
        decoder.thread_count(1);
        int error = avcodec_open2(decoder, codec, (PointerPointer<?>) null);
        if (error < 0) {
            avcodec_free_context(decoder);
            throw new UnreadableAudioException("The sound of " + path + " cannot be decoded (" + Ffmpeg.explain(error)
                    + "). Convert it to a " + KINDS_FOR_PEOPLE + " file.");
        }
        return new OpenedMedia(container, decoder, index, stated(container, stream));
    }

    /** When a decoded frame begins by the file's own times, in seconds; not a number if the file does not say. */
    double secondOf(AVFrame frame) {
        long time = frame.best_effort_timestamp();
        AVRational unit = decoder.pkt_timebase();
        return time == AV_NOPTS_VALUE ? Double.NaN : (double) time * unit.num() / unit.den();
    }

    private static OptionalDouble stated(AVFormatContext container, AVStream stream) {
        if (container.duration_estimation_method() == AVFMT_DURATION_FROM_BITRATE) {
            return OptionalDouble.empty(); // a guess of FFmpeg's
        }
        if (stream.duration() != AV_NOPTS_VALUE && stream.duration() > 0) {
            return OptionalDouble.of((double) stream.duration()
                    * stream.time_base().num()
                    / stream.time_base().den());
        }
        if (container.duration() != AV_NOPTS_VALUE && container.duration() > 0) {
            return OptionalDouble.of((double) container.duration() / AV_TIME_BASE);
        }
        return OptionalDouble.empty();
    }

    private static void checkFile(Path path) throws UnreadableAudioException {
        if (!Files.exists(path)) {
            throw new UnreadableAudioException("There is no file " + path + ". Check its name.");
        }
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw new UnreadableAudioException(
                    path + " is not a file that can be read. Check its kind and its rights.");
        }
        if (path.toFile().length() == 0) {
            throw new UnreadableAudioException(path + " is empty. Copy it again from where it was recorded.");
        }
    }

    private static boolean isMp4(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] head = in.readNBytes(8);
            return head.length == 8 && new String(head, 4, 4, US_ASCII).equals("ftyp");
        } catch (IOException e) {
            return false; // only the wording of another error depends on it
        }
    }
}
