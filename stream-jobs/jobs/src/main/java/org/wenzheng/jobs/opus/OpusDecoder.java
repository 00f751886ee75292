package org.wenzheng.jobs.opus;

import java.util.Arrays;

/**
 * Packets of one track, in order, into 16 kHz mono. What comes out depends on the packets since {@link #reset} alone.
 * Not for several threads.
 *
 * <p>The codec is Concentus, libopus in Java: it decodes what a packet repeats of the one before (in-band FEC, RFC 6716,
 * section 2.1.7), which FFmpeg's libopus cannot, gives 16 kHz itself, and a packet that somebody forged cannot do worse than throw.
 */
public final class OpusDecoder {

    /** Samples a second that come out. */
    public static final int RATE = 16_000;

    /** Samples at 48 kHz for one that comes out. */
    static final int FACTOR = OpusPacket.CLOCK / RATE;

    private static final int LONGEST = OpusPacket.LONGEST / FACTOR;
    private static final int SHORTEST = RATE / 400; // libopus counts in 2.5 ms
    private static final int DEFAULT_FRAME = OpusPacket.CLOCK / 50;
    private static final byte[] NOTHING = new byte[0];

    private final io.github.jaredmdobson.concentus.OpusDecoder codec;

    /** Opens a decoder. */
    public OpusDecoder() {
        try {
            codec = new io.github.jaredmdobson.concentus.OpusDecoder(RATE, 1);
        } catch (io.github.jaredmdobson.concentus.OpusException e) {
            throw new IllegalStateException("Concentus refuses 16 kHz mono", e);
        }
    }

    /** Forgets all packets. */
    public void reset() {
        codec.resetState();
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
            int decoded = run(payload, output, at, Math.min(LONGEST, output.length - at), false);
            if (decoded > 0) {
                return decoded;
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
        int wanted = duration / FACTOR;
        int countable = wanted - wanted % SHORTEST;
        int made = 0;
        while (made < countable) {
            int now = Math.min(LONGEST, countable - made);
            boolean last = made + now == countable;
            int decoded = run(last ? next : NOTHING, output, at + made, now, last && next.length > 0);
            if (decoded <= 0) {
                break;
            }
            made += decoded;
        }
        return made + silence((wanted - made) * FACTOR, output, at + made);
    }

    /**
     * Fills a hole by silence; the decoder keeps what it knew before.
     *
     * @param duration samples at 48 kHz
     * @return how many samples at 16 kHz
     */
    public int silence(int duration, short[] output, int at) {
        int samples = duration / FACTOR;
        Arrays.fill(output, at, at + samples, (short) 0);
        return samples;
    }

    /** Runs the codec. Negative or 0 where it refuses the packet. */
    private int run(byte[] payload, short[] output, int at, int samples, boolean repeated) {
        try {
            return payload.length == 0
                    ? codec.decode(null, 0, 0, output, at, samples, false)
                    : codec.decode(payload, 0, payload.length, output, at, samples, repeated);
        } catch (io.github.jaredmdobson.concentus.OpusException | RuntimeException e) {
            return -1; // a broken packet is counted by whoever sent it here
        } catch (AssertionError e) {
            return -1; // where assertions are on, Concentus asserts of a forged packet what holds for all others
        }
    }
}
