package org.wenzheng.digitalhuman.voice;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.wenzheng.client.PcmSource;

/**
 * What is sent: sounds one after the other, silence between. Can be ducked, held where it is, and cut off at once. {@link #fill} runs on the pacing
 * thread and takes no lock.
 */
public final class SpeechOutput implements PcmSource {

    /**
     * A sound that began to be sent, or is over.
     *
     * @param over false at its begin
     * @param heard share of it that was sent, 0..1
     */
    public record Spoken(Sound sound, boolean over, float heard) {}

    /** Where the voice is now. @param seconds from the sound's first sample */
    public record Moment(Sound sound, float seconds) {}

    /** 14 dB down, more than the 12 that make way for somebody who begins to speak. */
    private static final float DUCKED = 0.2f;
    /** Of the way to the wanted level with each sample: 99 % after 20 ms. */
    private static final float GLIDE = 0.005f;

    private final Queue<Sound> waiting = new ConcurrentLinkedQueue<>();
    private final Queue<Spoken> spoken = new ConcurrentLinkedQueue<>();
    /** Below this it is silent, and stands still while it is held. */
    private static final float SILENT = 0.003f;

    /** 1.6 dB below full scale. */
    private static final float STRAIGHT = 27_000;

    private volatile boolean cut;
    private volatile boolean held;
    private volatile float level = 1;
    private volatile float volume = 1;
    private volatile @Nullable Moment moment;
    private volatile boolean speaking;

    // Of the pacing thread alone.
    private @Nullable Sound sound;
    private int at;
    private float gain = 1;

    /** Says a sound after all that waits. */
    public void add(Sound next) {
        waiting.add(next);
    }

    /** Makes way for somebody who begins to speak. */
    public void duck() {
        level = DUCKED;
    }

    /** Back to full. */
    public void unduck() {
        level = 1;
    }

    /** Falls silent and waits there, until it goes on or is cut off. */
    public void hold() {
        held = true;
    }

    /** Goes on where it was held, at full level. */
    public void resume() {
        level = 1;
        held = false;
    }

    /** Whether it is held. */
    public boolean held() {
        return held;
    }

    /** Louder for who hears badly: 1 is the voice's own, 2 at most. */
    public void volume(float times) {
        volume = Math.max(0.5f, Math.min(2, times));
    }

    /** Cuts off what is said and drops what waits. */
    public void stop() {
        waiting.clear();
        cut = true;
        held = false;
        level = 1;
    }

    /** Whether something is being said, is held or waits. */
    public boolean speaking() {
        return speaking || !waiting.isEmpty();
    }

    /** Where the voice is; null while nothing is heard. */
    public @Nullable Moment moment() {
        return moment;
    }

    /** What was said since the last time this was asked; null when nothing more. */
    public @Nullable Spoken next() {
        return spoken.poll();
    }

    @Override
    public void fill(short[] block) {
        if (cut) {
            cut = false;
            ended();
        }
        for (int i = 0; i < block.length; i++) {
            if (held && gain < SILENT) {
                break;
            }
            Sound current = sound;
            if (current == null || at >= current.pcm().length) {
                ended();
                current = waiting.poll();
                sound = current;
                at = 0;
                if (current == null) {
                    break; // the rest is silence
                }
                spoken.add(new Spoken(current, false, 0));
            }
            gain += ((held ? 0 : level * volume) - gain) * GLIDE;
            block[i] = (short) limited(current.pcm()[at++] * gain);
        }
        Sound current = sound;
        speaking = current != null;
        moment = current == null || held ? null : new Moment(current, (float) at / Sound.RATE);
    }

    /** Bends what is louder than {@link #STRAIGHT} towards full scale, so that a louder voice does not crackle. */
    private static float limited(float sample) {
        float over = Math.abs(sample) - STRAIGHT;
        if (over <= 0) {
            return sample;
        }
        float room = Short.MAX_VALUE - STRAIGHT;
        return Math.copySign(STRAIGHT + room * (float) Math.tanh(over / room), sample);
    }

    private void ended() {
        Sound last = sound;
        if (last != null) {
            spoken.add(new Spoken(last, true, last.pcm().length == 0 ? 1 : (float) at / last.pcm().length));
            sound = null;
            speaking = false;
            moment = null;
        }
    }
}
