package org.wenzheng.replay.audio;

import java.util.Arrays;
import org.bytedeco.javacpp.ShortPointer;

/** Samples of one channel between the decoder, which gives them in blocks of its own size, and who reads frames. */
final class SampleQueue {

    private short[] samples = new short[16 * Voice.FRAME_SAMPLES];
    private int start;
    private int end;

    int size() {
        return end - start;
    }

    /** Appends {@code count} samples from native memory. */
    void append(ShortPointer source, int count) {
        makeRoom(count);
        source.get(samples, end, count);
        end += count;
    }

    /** Appends silence. */
    void appendSilence(int count) {
        makeRoom(count);
        Arrays.fill(samples, end, end + count, (short) 0);
        end += count;
    }

    /** Whether the last {@code count} samples are the same as another queue's last. */
    boolean endsLike(SampleQueue other, int count) {
        return Arrays.equals(samples, end - count, end, other.samples, other.end - count, other.end);
    }

    /** Whether there is any sound in the last {@code count} samples. */
    boolean endsWithSound(int count) {
        for (int i = end - count; i < end; i++) {
            if (samples[i] != 0) {
                return true;
            }
        }
        return false;
    }

    /** Moves up to a frame out; fills the rest of the frame with silence. Returns how many came from the queue. */
    int take(short[] frame) {
        int count = Math.min(frame.length, size());
        System.arraycopy(samples, start, frame, 0, count);
        Arrays.fill(frame, count, frame.length, (short) 0);
        start += count;
        return count;
    }

    private void makeRoom(int count) {
        if (end + count <= samples.length) {
            return;
        }
        int size = size();
        short[] target = size + count <= samples.length ? samples : new short[2 * (size + count)];
        System.arraycopy(samples, start, target, 0, size);
        samples = target;
        start = 0;
        end = size;
    }
}
