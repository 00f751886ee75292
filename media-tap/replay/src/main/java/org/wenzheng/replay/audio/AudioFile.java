package org.wenzheng.replay.audio;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * The voices of a recording, decoded as they are read, so that an hour needs no more memory than a second: a mono file
 * has one, a stereo file two, left and right, or one if it is to be mixed.
 *
 * <p>A file that ends early or is damaged in places gives what can be read, and {@link #warnings} says so. Not for several
 * threads; the voices of one file are read in step.
 */
public final class AudioFile implements AutoCloseable {

    /** A file may end this much before or after what it says of itself: codecs pad. */
    private static final double TOLERANCE_SECONDS = 0.25;

    /** Shorter jumps of a file's times are rounding; longer ones are errors, not pauses. */
    private static final double SHORTEST_GAP_SECONDS = 0.06;

    private static final double LONGEST_GAP_SECONDS = 600;

    private final Path path;
    private final OpenedMedia media;
    private final AVPacket packet = av_packet_alloc();
    private final AVFrame frame = av_frame_alloc();
    private final List<SampleQueue> queues = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private @Nullable Resampler resampler;
    private int channels;
    private double firstSecond = Double.NaN;
    private double decodedSeconds;
    private long damaged;
    private boolean channelsSame = true;
    private boolean sound;
    private boolean over;

    private AudioFile(Path path, OpenedMedia media) {
        this.path = path;
        this.media = media;
    }

    /**
     * Opens a recording and decodes its beginning.
     *
     * @param mix whether a stereo file is one voice, its channels mixed
     * @throws UnreadableAudioException if the file is absent, empty, no media, has no audio or more than two channels
     */
    public static AudioFile open(Path path, boolean mix) throws UnreadableAudioException {
        AudioFile file = new AudioFile(path, OpenedMedia.open(path));
        try {
            file.begin(mix);
            return file;
        } catch (UnreadableAudioException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** The voices, left before right. */
    public List<Voice> voices() {
        List<Voice> voices = new ArrayList<>();
        for (SampleQueue queue : queues) {
            voices.add(frame -> read(queue, frame));
        }
        return voices;
    }

    /** The length in seconds that the file states; some kinds state none. */
    public OptionalDouble statedSeconds() {
        return media.statedSeconds();
    }

    /** What a person should know about the file, complete once its voices are over. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    @Override
    public void close() {
        if (resampler != null) {
            resampler.close();
        }
        av_frame_free(frame);
        av_packet_free(packet);
        avcodec_free_context(media.decoder());
        avformat_close_input(media.container());
    }

    private void begin(boolean mix) throws UnreadableAudioException {
        if (!decode()) {
            throw new UnreadableAudioException("No sound could be decoded from " + path
                    + ": it is damaged or cut off near its beginning. Copy it again from where it was recorded.");
        }
        channels = frame.ch_layout().nb_channels();
        if (channels > 2) {
            throw new UnreadableAudioException(
                    path + " has " + channels
                            + " channels. Give a mono file, a stereo file (left citizen, right staff) or a mono file a speaker.");
        }
        int voices = mix ? 1 : channels;
        for (int voice = 0; voice < voices; voice++) {
            queues.add(new SampleQueue());
        }
        resample();
    }

    private int read(SampleQueue queue, short[] out) {
        while (queue.size() < out.length && !over) {
            try {
                if (decode()) {
                    resample();
                } else {
                    finish();
                }
            } catch (UnreadableAudioException e) {
                warnings.add(e.getMessage());
                finish();
            }
        }
        return queue.take(out);
    }

    private void resample() throws UnreadableAudioException {
        if (frame.ch_layout().nb_channels() != channels) {
            throw new UnreadableAudioException(String.format(
                    Locale.ROOT,
                    "%s changes from %d to %d channels after %.1f s; the rest was left out.",
                    path,
                    channels,
                    frame.ch_layout().nb_channels(),
                    decodedSeconds));
        }
        Resampler current = resampler;
        if (current == null || !current.fits(frame)) {
            if (current != null) {
                current.drain();
                current.close();
            }
            current = new Resampler(frame, queues);
            resampler = current;
        }
        fillGap();
        decodedSeconds += (double) frame.nb_samples() / frame.sample_rate();
        listen(current.convert(frame));
        av_frame_unref(frame);
    }

    /** Compares what has just come on both channels, until it has once differed. */
    private void listen(int samples) {
        if (channelsSame && queues.size() == 2) {
            channelsSame = queues.get(0).endsLike(queues.get(1), samples);
            sound |= queues.get(0).endsWithSound(samples);
        }
    }

    /** Puts silence where the file's own times say that something is missing, so that what follows stays at its second. */
    private void fillGap() {
        double second = media.secondOf(frame);
        if (Double.isNaN(second)) {
            return;
        }
        double gap = second - firstSecond - decodedSeconds;
        if (Double.isNaN(firstSecond) || gap < 0 || gap > LONGEST_GAP_SECONDS) {
            firstSecond = second - decodedSeconds; // the beginning, or times that jump
        } else if (gap > SHORTEST_GAP_SECONDS) {
            queues.forEach(queue -> queue.appendSilence((int) (gap * Voice.SAMPLE_RATE)));
            decodedSeconds += gap;
        }
    }

    /** Decodes the next frame into {@code frame}; false at the end, or where nothing more can be read. */
    private boolean decode() {
        while (true) {
            int received = avcodec_receive_frame(media.decoder(), frame);
            if (received >= 0) {
                return true;
            }
            if (received == AVERROR_EOF()) {
                return false;
            }
            // The decoder wants more: a packet, or at the end of the file the word that none will come.
            int read = av_read_frame(media.container(), packet);
            if (read >= 0) {
                if (packet.stream_index() == media.stream() && avcodec_send_packet(media.decoder(), packet) < 0) {
                    damaged++;
                }
                av_packet_unref(packet);
            } else {
                if (read != AVERROR_EOF()) {
                    warnings.add(path + " cannot be read to its end: " + Ffmpeg.explain(read) + ".");
                }
                avcodec_send_packet(media.decoder(), (AVPacket) null);
            }
        }
    }

    private void finish() {
        over = true;
        if (resampler != null) {
            resampler.drain();
        }
        if (damaged > 0) {
            warnings.add(path + " is damaged: " + damaged + " packets could not be decoded and were left out.");
        }
        if (queues.size() == 2 && channelsSame && sound) {
            warnings.add("Both channels of " + path
                    + " are the same, so that every word counts for both speakers. Replay it with one role.");
        }
        double missing = media.statedSeconds().orElse(0) - decodedSeconds;
        if (missing > TOLERANCE_SECONDS) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%s is cut off: it says that it lasts %.1f s, but its sound ends after %.1f s.",
                    path,
                    decodedSeconds + missing,
                    decodedSeconds));
        } else if (FileEnd.isMissing(path)) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%s is cut off: the end of the file is missing; its sound ends after %.1f s.",
                    path,
                    decodedSeconds));
        }
    }
}
