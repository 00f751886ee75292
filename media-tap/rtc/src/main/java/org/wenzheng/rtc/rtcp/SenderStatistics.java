package org.wenzheng.rtc.rtcp;

/** What was sent of one source, for its sender reports (RFC 3550 6.4.1). Not for several threads. */
public final class SenderStatistics {

    private final int clockRate;

    private long packets;
    private long octets;
    private int timestamp;
    private long timestampAt;

    /** @param clockRate of the timestamps, Hz */
    public SenderStatistics(int clockRate) {
        this.clockRate = clockRate;
    }

    /** Counts a packet sent at now, nanoseconds. */
    public void onPacket(int packetTimestamp, int payloadLength, long now) {
        if (packets == 0 || packetTimestamp - timestamp > 0) {
            timestamp = packetTimestamp;
            timestampAt = now;
        }
        packets++;
        octets += payloadLength;
    }

    /** Packets sent. */
    public long packets() {
        return packets;
    }

    /** Octets of payload sent. */
    public long octets() {
        return octets;
    }

    /**
     * Begins a sender report: the timestamp is the last sent, moved on to now.
     *
     * @param ntp wall clock of now
     * @param now nanoseconds
     */
    public void beginReport(RtcpWriter writer, int ssrc, long ntp, long now) {
        int elapsed = (int) ((now - timestampAt) / 1_000L * clockRate / 1_000_000L);
        writer.beginSenderReport(ssrc, ntp, timestamp + elapsed, packets, octets);
    }
}
