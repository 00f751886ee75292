package org.wenzheng.replay.audio;

import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16P;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;

import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.ShortPointer;
import org.jspecify.annotations.Nullable;

/** Turns decoded frames of one rate, format and channel count into 48 kHz 16-bit samples, a queue a channel. */
final class Resampler implements AutoCloseable {

    private final int rate;
    private final int format;
    private final int channels;
    private final List<SampleQueue> queues;
    private final SwrContext context;
    private final ShortPointer[] planes;
    private final PointerPointer<ShortPointer> output;
    private int capacity;

    /** For frames like {@code frame}; two channels go into one queue mixed, or into two apart. */
    Resampler(AVFrame frame, List<SampleQueue> queues) throws UnreadableAudioException {
        this.queues = queues;
        rate = frame.sample_rate();
        format = frame.format();
        channels = frame.ch_layout().nb_channels();
        planes = new ShortPointer[queues.size()];
        output = new PointerPointer<>(queues.size());
        context = new SwrContext();
        // Plain layouts: the first channel stays the first, whatever the file calls it.
        try (AVChannelLayout in = new AVChannelLayout();
                AVChannelLayout out = new AVChannelLayout()) {
            av_channel_layout_default(in, channels);
            av_channel_layout_default(out, queues.size());
            int error = swresample.swr_alloc_set_opts2(
                    context, out, AV_SAMPLE_FMT_S16P, Voice.SAMPLE_RATE, in, format, rate, 0, null);
            if (error >= 0) {
                error = swresample.swr_init(context);
            }
            if (error < 0) {
                close();
                throw new UnreadableAudioException("Audio of " + rate + " Hz and " + channels
                        + " channels cannot be converted to 48 kHz: " + Ffmpeg.explain(error));
            }
        }
    }

    /** Whether {@code frame} is like those that this one was made for. */
    boolean fits(AVFrame frame) {
        return frame.sample_rate() == rate
                && frame.format() == format
                && frame.ch_layout().nb_channels() == channels;
    }

    /** Converts a frame and returns how many samples each queue has got. */
    int convert(AVFrame frame) {
        return run(new PointerPointer<>(frame.extended_data()), frame.nb_samples());
    }

    /** Gives out what the filter still holds. */
    void drain() {
        run(null, 0);
    }

    @SuppressWarnings("NullAway") // null input asks the resampler for its rest
    private int run(@Nullable PointerPointer<?> input, int samples) {
        reserve(swresample.swr_get_out_samples(context, samples));
        int count = swresample.swr_convert(context, output, capacity, input, samples);
        for (int channel = 0; channel < planes.length && count > 0; channel++) {
            queues.get(channel).append(planes[channel], count);
        }
        return Math.max(0, count);
    }

    private void reserve(int samples) {
        if (samples <= capacity) {
            return;
        }
        capacity = 2 * samples;
        for (int channel = 0; channel < planes.length; channel++) {
            if (planes[channel] != null) {
                planes[channel].close();
            }
            planes[channel] = new ShortPointer(capacity);
            output.put(channel, planes[channel]);
        }
    }

    @Override
    public void close() {
        swresample.swr_free(context);
        output.close();
        for (ShortPointer plane : planes) {
            if (plane != null) {
                plane.close();
            }
        }
    }
}
