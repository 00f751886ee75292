package org.wenzheng.rtc.rtcp;

import io.netty.buffer.ByteBuf;

/**
 * How one source is received (RFC 3550 A.3, A.8): counts, loss and jitter for its report blocks. Retransmissions in a
 * stream of their own (RFC 4588) are not to be counted here. Not for several threads.
 */
public final class ReceptionStatistics {

    private final int clockRate;

    private long base = -1;
    private long highest = -1;
    private long received;
    private long expectedBefore;
    private long receivedBefore;
    private long octets;
    private int transit;
    private boolean hasTransit;
    private long jitter16; // jitter in sixteenths of a timestamp unit
    private int lastSenderReport;
    private long lastSenderReportAt;
    private int fractionLost;

    /** @param clockRate of the timestamps, Hz */
    public ReceptionStatistics(int clockRate) {
        this.clockRate = clockRate;
    }

    /**
     * Counts a packet.
     *
     * @param sequence extended
     * @param now nanoseconds at its arrival
     * @param payloadLength octets
     */
    public void onPacket(long sequence, int timestamp, int payloadLength, long now) {
        if (base < 0) {
            base = sequence;
        }
        base = Math.min(base, sequence);
        received++;
        octets += payloadLength;
        if (sequence <= highest) {
            return; // late ones say nothing of the network's jitter: they may be repairs
        }
        highest = sequence;
        int arrival = (int) (Math.floorDiv(now, 1_000_000_000L) * clockRate
                + Math.floorMod(now, 1_000_000_000L) * clockRate / 1_000_000_000L);
        int newTransit = arrival - timestamp;
        if (hasTransit) {
            long difference = Math.abs((long) (newTransit - transit));
            jitter16 += difference - ((jitter16 + 8) >> 4);
        }
        transit = newTransit;
        hasTransit = true;
    }

    /** Notes a sender report of the source, so that it can compute the round trip. */
    public void onSenderReport(long ntp, long now) {
        lastSenderReport = (int) (ntp >> 16);
        lastSenderReportAt = now;
    }

    /** Packets received, repetitions included. */
    public long received() {
        return received;
    }

    /** Octets of payload received. */
    public long octets() {
        return octets;
    }

    /** Packets lost so far; below 0 if some came twice. */
    public long lost() {
        return expected() - received;
    }

    /** Loss between the last two report blocks, 0 to 255 of 256. */
    public int fractionLost() {
        return fractionLost;
    }

    /** Interarrival jitter, nanoseconds. */
    public long jitter() {
        return (jitter16 >> 4) * 1_000_000_000L / clockRate;
    }

    private long expected() {
        return base < 0 ? 0 : highest - base + 1;
    }

    /** Writes all of the block but its source, and begins a new interval of loss. */
    void writeBlock(ByteBuf out, long now) {
        long expected = expected();
        long expectedNow = expected - expectedBefore;
        long lostNow = expectedNow - (received - receivedBefore);
        expectedBefore = expected;
        receivedBefore = received;
        fractionLost = expectedNow <= 0 || lostNow <= 0 ? 0 : (int) Math.min(255, (lostNow << 8) / expectedNow);
        out.writeByte(fractionLost);
        out.writeMedium((int) Math.max(-0x800000, Math.min(0x7FFFFF, lost())));
        // The first cycle that SequenceUnwrapper adds is ours alone.
        out.writeInt((int) (highest < 0 ? 0 : highest - (1 << 16)));
        out.writeInt((int) (jitter16 >> 4));
        out.writeInt(lastSenderReport);
        out.writeInt(lastSenderReport == 0 ? 0 : (int) ((now - lastSenderReportAt) * 65_536 / 1_000_000_000L));
    }
}
