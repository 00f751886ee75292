package org.wenzheng.rtc.twcc;

import io.netty.buffer.ByteBuf;
import org.wenzheng.rtc.rtp.SequenceUnwrapper;

/**
 * Notes when the packets of one transport arrived, and writes the feedback that its sender asks for
 * (draft-holmer-rmcat-transport-wide-cc-extensions-01 3.1). Without an allocation a packet. Not for several threads.
 */
public final class TwccRecorder {

    private static final int WINDOW = 8_192;
    private static final int MOST_IN_ONE = 1_024;
    private static final long TICK = 250_000L;
    private static final long REFERENCE = 64_000_000L;
    private static final long NOT_RECEIVED = Long.MIN_VALUE;

    private static final int MISSING = 0;
    private static final int SMALL = 1;
    private static final int LARGE = 2;

    private final long interval;
    private final SequenceUnwrapper unwrapper = new SequenceUnwrapper();
    private final long[] arrivals = new long[WINDOW];
    private final byte[] symbols = new byte[MOST_IN_ONE];
    private final short[] deltas = new short[MOST_IN_ONE];
    private boolean started;
    private long next; // first number that no feedback has told of
    private long end; // one past the highest received
    private long sentAt;
    private int feedbackCount;

    /** @param interval nanoseconds between two feedbacks, 50 to 100 ms */
    public TwccRecorder(long interval) {
        this.interval = interval;
    }

    /**
     * Notes a packet.
     *
     * @param number its transport-wide sequence number, 16 bits
     * @param now nanoseconds at its arrival
     */
    public void onPacket(int number, long now) {
        long sequence = unwrapper.unwrap(number);
        if (!started) {
            started = true;
            next = sequence;
            end = sequence;
            sentAt = now;
        }
        if (sequence < end - WINDOW / 2) {
            return; // nobody remembers it any more
        }
        for (long skipped = Math.max(end, sequence - WINDOW + 1); skipped < sequence; skipped++) {
            arrivals[(int) skipped & WINDOW - 1] = NOT_RECEIVED;
        }
        if (sequence < end && arrivals[(int) sequence & WINDOW - 1] != NOT_RECEIVED) {
            return; // a repetition
        }
        arrivals[(int) sequence & WINDOW - 1] = now;
        end = Math.max(end, sequence + 1);
        next = Math.max(Math.min(next, sequence), end - WINDOW / 2); // one that came late is told of again
    }

    /** Whether feedback is to be written now. */
    public boolean due(long now) {
        return started && next < end && now - sentAt >= interval;
    }

    /**
     * Writes one RTCP packet about what was not told yet; call again while {@link #pending}.
     *
     * @param sender this side's SSRC
     * @param media an SSRC of the other side
     */
    public void write(ByteBuf out, int sender, int media, long now) {
        sentAt = now;
        if (next >= end) {
            return;
        }
        long first = next; // the first that arrived; losses before it are told as well
        while (arrival(first) == NOT_RECEIVED) {
            first++;
        }
        next = Math.max(next, first - MOST_IN_ONE / 2);
        long reference = Math.floorDiv(arrival(first), REFERENCE);
        int count = collect(reference);
        int start = out.writerIndex();
        out.writeByte(0x80 | 15);
        out.writeByte(205);
        out.writeShort(0);
        out.writeInt(sender);
        out.writeInt(media);
        out.writeShort((int) next);
        out.writeShort(count);
        out.writeMedium((int) reference);
        out.writeByte(feedbackCount++);
        writeChunks(out, count);
        writeDeltas(out, count);
        int padding = -(out.writerIndex() - start) & 3;
        if (padding != 0) {
            out.writeZero(padding - 1);
            out.writeByte(padding);
            out.setByte(start, 0xA0 | 15);
        }
        out.setShort(start + 2, (out.writerIndex() - start) / 4 - 1);
        next += count;
    }

    /** Whether something received was not told of. */
    public boolean pending() {
        return next < end;
    }

    /** Fills symbols and deltas from the next number on; stops where a delta does not fit. */
    private int collect(long reference) {
        long previous = reference * (REFERENCE / TICK);
        int count = 0;
        while (count < MOST_IN_ONE && next + count < end) {
            long arrival = arrival(next + count);
            if (arrival == NOT_RECEIVED) {
                symbols[count++] = MISSING;
                continue;
            }
            long ticks = Math.floorDiv(arrival, TICK);
            long delta = ticks - previous;
            if (delta != (short) delta) {
                break;
            }
            previous = ticks;
            deltas[count] = (short) delta;
            symbols[count++] = (byte) (delta >= 0 && delta <= 255 ? SMALL : LARGE);
        }
        while (count > 0 && symbols[count - 1] == MISSING) {
            count--; // told with what follows
        }
        return count;
    }

    private long arrival(long sequence) {
        return arrivals[(int) sequence & WINDOW - 1];
    }

    private void writeChunks(ByteBuf out, int count) {
        for (int index = 0; index < count; ) {
            int run = 1;
            while (index + run < count && symbols[index + run] == symbols[index]) {
                run++;
            }
            int vector = Math.min(14, count - index);
            boolean oneBit = !hasLarge(index, vector);
            if (run >= vector || run >= (oneBit ? 14 : 7)) {
                out.writeShort(symbols[index] << 13 | run);
                index += run;
            } else if (oneBit) {
                out.writeShort(0x8000 | vector(index, vector, 14, 1));
                index += vector;
            } else {
                vector = Math.min(7, vector);
                out.writeShort(0xC000 | vector(index, vector, 7, 2));
                index += vector;
            }
        }
    }

    private boolean hasLarge(int index, int length) {
        for (int symbol = index; symbol < index + length; symbol++) {
            if (symbols[symbol] == LARGE) {
                return true;
            }
        }
        return false;
    }

    private int vector(int index, int length, int places, int bits) {
        int vector = 0;
        for (int place = 0; place < places; place++) {
            vector = vector << bits | (place < length ? symbols[index + place] : 0);
        }
        return vector;
    }

    private void writeDeltas(ByteBuf out, int count) {
        for (int index = 0; index < count; index++) {
            if (symbols[index] == SMALL) {
                out.writeByte(deltas[index]);
            } else if (symbols[index] == LARGE) {
                out.writeShort(deltas[index]);
            }
        }
    }
}
