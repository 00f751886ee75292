package org.wenzheng.jobs.opus;

import java.util.Arrays;

/**
 * Packets of one track, in order, into 16 kHz mono. What comes out depends on the packets since {@link #reset} alone.
 * Not for several threads.
 *
 * <p>The codec is Concentus, libopus in Java: it decodes what a packet repeats of the one before (in-band FEC, RFC 6716,
 * section 2.1.7), which FFmpeg's libopus cannot, and a packet that somebody forged cannot do worse than throw. It could give
 * 16 kHz itself; recognition errs more on that than on 48 kHz behind our low pass.
 */
public final class OpusDecoder {

    /** Samples a second that come out. */
    public static final int RATE = OpusPacket.CLOCK / Decimator.FACTOR;

    private static final int SHORTEST = OpusPacket.CLOCK / 400; // libopus counts in 2.5 ms
    private static final int DEFAULT_FRAME = OpusPacket.CLOCK / 50;
    private static final byte[] NOTHING = new byte[0];

    private final io.github.jaredmdobson.concentus.OpusDecoder codec;
    private final Decimator decimator = new Decimator();
    private final short[] samples = new short[OpusPacket.LONGEST];

    /** Opens a decoder. */
    public OpusDecoder() {
        try {
            codec = new io.github.jaredmdobson.concentus.OpusDecoder(OpusPacket.CLOCK, 1);
        } catch (io.github.jaredmdobson.concentus.OpusException e) {
            throw new IllegalStateException("Concentus refuses 48 kHz mono", e);
        }
    }

    /** Forgets all packets. */
    public void reset() {
        codec.resetState();
        decimator.reset();
    }

    /**
     * Decodes a packet; one that the codec refuses is concealed.
     *
     * @param payload one packet
     * @param output takes the samples from {@code at} on, at most 1,920
     * @return how many
     */
    public int decode(byte[] payload, short[] output, int at) {
        int duration = OpusPacket.duration(payload);
        if (duration > 0) {
            int decoded = run(payload, OpusPacket.LONGEST, false);
            if (decoded > 0) {
                return emit(decoded, output, at);
            }
        }
        return conceal(duration == 0 ? DEFAULT_FRAME : duration, output, at);
    }

    /**
     * Fills a hole as the codec thinks it went on.
     *
     * @param duration samples at 48 kHz
     * @param output takes the samples from {@code at} on
     * @return how many: a third of {@code duration}
     */
    public int conceal(int duration, short[] output, int at) {
        return fill(NOTHING, duration, output, at);
    }

    /**
     * Fills a hole of at most 120 ms in front of a packet: its last frame by what that packet repeats of it, where it does, the
     * rest as {@link #conceal} would.
     *
     * @param next the packet behind the hole; is to be decoded next
     * @param duration samples at 48 kHz
     * @return how many: a third of {@code duration}
     */
    public int recover(byte[] next, int duration, short[] output, int at) {
        return fill(OpusPacket.duration(next) > 0 ? next : NOTHING, duration, output, at);
    }

    private int fill(byte[] next, int duration, short[] output, int at) {
        int countable = duration - duration % SHORTEST;
        int made = 0;
        for (int left = countable; left > 0; ) {
            int now = Math.min(OpusPacket.LONGEST, left);
            int decoded = run(left == now ? next : NOTHING, now, left == now && next.length > 0);
            if (decoded <= 0) {
                break;
            }
            left -= decoded;
            made += emit(decoded, output, at + made);
        }
        return made + silence(duration - made * Decimator.FACTOR, output, at + made);
    }

    /**
     * Fills a hole by silence; the decoder keeps what it knew before.
     *
     * @param duration samples at 48 kHz
     * @return how many samples at 16 kHz
     */
    public int silence(int duration, short[] output, int at) {
        int made = 0;
        for (int left = duration; left >= Decimator.FACTOR; ) {
            int now = Math.min(left, samples.length);
            Arrays.fill(samples, 0, now, (short) 0);
            made += emit(now, output, at + made);
            left -= now;
        }
        return made;
    }

    private int emit(int decoded, short[] output, int at) {
        int whole = decoded - decoded % Decimator.FACTOR;
        decimator.apply(samples, whole, output, at);
        return whole / Decimator.FACTOR;
    }

    /** Runs the codec; its samples lie in {@link #samples}. Negative or 0 where it refuses the packet. */
    private int run(byte[] payload, int longest, boolean repeated) {
        try {
            return payload.length == 0
                    ? codec.decode(null, 0, 0, samples, 0, longest, false)
                    : codec.decode(payload, 0, payload.length, samples, 0, longest, repeated);
        } catch (io.github.jaredmdobson.concentus.OpusException | RuntimeException e) {
            return -1; // a broken packet is counted by whoever sent it here
        } catch (AssertionError e) {
            return -1; // where assertions are on, Concentus asserts of a forged packet what holds for all others
        }
    }
}
