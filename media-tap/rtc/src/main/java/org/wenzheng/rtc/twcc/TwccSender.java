package org.wenzheng.rtc.twcc;

import java.util.Arrays;
import org.wenzheng.rtc.rtp.SequenceUnwrapper;

/**
 * Numbers the packets sent over one transport and relates feedback to them: {@link TwccReader} tells it what arrived, and
 * it tells each packet's fate once, or twice where a packet said to be lost arrived after all. Not for several threads.
 */
public final class TwccSender implements TwccReader.Handler {

    /** Takes the fate of packets. */
    public interface Fates {

        /**
         * A packet's fate is known.
         *
         * @param sentAt nanoseconds, this side's clock
         * @param arrivedAt nanoseconds, the other side's clock; meaningless if it was lost
         * @param octets of the packet
         */
        void onFate(long sentAt, long arrivedAt, int octets, boolean received);
    }

    private static final int WINDOW = 8_192;
    private static final byte UNKNOWN = 0;
    private static final byte LOST = 1;
    private static final byte RECEIVED = 2;

    private final Fates fates;
    private final SequenceUnwrapper unwrapper = new SequenceUnwrapper();
    private final long[] sequences = new long[WINDOW];
    private final long[] sentAt = new long[WINDOW];
    private final int[] octets = new int[WINDOW];
    private final byte[] known = new byte[WINDOW];
    private int next;

    public TwccSender(Fates fates) {
        this.fates = fates;
        Arrays.fill(sequences, -1);
    }

    /** The number that the next packet is to carry, 16 bits. */
    public int next() {
        return next;
    }

    /** Notes that the packet with the next number was sent. */
    public void onSent(int packetOctets, long now) {
        long sequence = unwrapper.unwrap(next);
        int place = (int) sequence & WINDOW - 1;
        sequences[place] = sequence;
        sentAt[place] = now;
        octets[place] = packetOctets;
        known[place] = UNKNOWN;
        next = next + 1 & 0xFFFF;
    }

    @Override
    public void onPacket(int number, boolean received, long arrival) {
        if (unwrapper.highest() < 0) {
            return;
        }
        long sequence = unwrapper.peek(number);
        int place = (int) sequence & WINDOW - 1;
        byte fate = received ? RECEIVED : LOST;
        if (sequence < 0 || sequences[place] != sequence || known[place] >= fate) {
            return;
        }
        known[place] = fate;
        fates.onFate(sentAt[place], arrival, octets[place], received);
    }
}
