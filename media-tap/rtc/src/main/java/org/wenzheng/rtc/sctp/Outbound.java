package org.wenzheng.rtc.sctp;

import io.netty.buffer.ByteBuf;

/** What goes out on an established association: new and repeated DATA, as congestion and the other side's window allow. */
final class Outbound {

    private final RetransmissionTimeout timeout;
    private final int fragment;
    private final SendQueue queue;
    private final Outstanding outstanding;

    private CongestionWindow congestion;
    private long peerWindow;
    private boolean timerRuns;
    private long timerStart;
    private int expiries;
    private boolean forwardDue;
    private boolean fast; // the first packet of a fast retransmission goes whatever the window (RFC 9260 7.2.4)
    private long retransmissions;
    private long timeouts;

    Outbound(SctpOptions options, int firstTsn, RetransmissionTimeout timeout) {
        this.timeout = timeout;
        fragment = options.maxPacket() - ChunkType.COMMON_HEADER - ChunkType.DATA_HEADER & ~3;
        queue = new SendQueue(fragment);
        outstanding = new Outstanding(firstTsn);
        congestion = new CongestionWindow(fragment, options.receiveWindow());
    }

    void start(int window, boolean peerForwards) {
        peerWindow = window;
        congestion = new CongestionWindow(fragment, window);
        outstanding.canAbandon(peerForwards);
    }

    void add(OutboundMessage message) {
        queue.add(message);
    }

    SendQueue queue() {
        return queue;
    }

    long nextTsn() {
        return outstanding.next();
    }

    long buffered() {
        return queue.octets() + outstanding.octets();
    }

    long retransmissions() {
        return retransmissions;
    }

    long timeouts() {
        return timeouts;
    }

    /** Expiries of the timer in a row. */
    int expiries() {
        return expiries;
    }

    int congestionWindow() {
        return congestion.octets();
    }

    long dueAt() {
        return timerRuns ? timerStart + timeout.nanos() : Long.MAX_VALUE;
    }

    /** Whether the retransmission timer expired (RFC 9260 6.3.3). */
    boolean poll(long now) {
        if (!timerRuns || now - timerStart < timeout.nanos()) {
            return false;
        }
        expiries++;
        timeouts++;
        timeout.onExpiry();
        congestion.onTimeout();
        outstanding.onTimeout(now);
        forwardDue = outstanding.advance();
        timerStart = now;
        return true;
    }

    /** Takes in a SACK chunk's value; false if it acknowledges what was never sent. */
    boolean onSack(ByteBuf packet, int index, int end, long now) {
        if (end - index < 12) {
            return true;
        }
        int blocks = packet.getUnsignedShort(index + 8);
        if (index + 12 + 4 * blocks > end) {
            return true;
        }
        int flightBefore = outstanding.flight();
        boolean recovering = outstanding.recovering();
        if (!outstanding.onSack(packet.getInt(index), packet, index + 12, blocks, now)) {
            return false;
        }
        if (outstanding.roundTrip() >= 0) {
            timeout.onRoundTrip(outstanding.roundTrip());
        }
        congestion.onAcknowledged(
                outstanding.newlyAcknowledged(),
                flightBefore,
                outstanding.moved(),
                recovering,
                outstanding.flight() == 0);
        if (outstanding.fastRetransmission()) {
            congestion.onFastRetransmission();
            fast = true;
        }
        expiries = 0; // even when it acknowledges nothing new: its window may be shut (RFC 9260 6.1 A)
        if (outstanding.moved()) {
            timeout.onProgress();
            timerStart = now;
        }
        peerWindow = Math.max(0, packet.getUnsignedInt(index + 4) - outstanding.flight());
        forwardDue = outstanding.advance();
        timerRuns = !outstanding.empty();
        return true;
    }

    void beginFlush() {
        congestion.limitBurst(outstanding.flight());
    }

    /** Whether a packet with data, or with word of what to skip, may go now. */
    boolean hasToSend(long now) {
        return forwardDue || mayResend() || mayStart(now);
    }

    /** Writes what fits into a packet; tells whether there is more. */
    boolean write(PacketWriter writer, long now) {
        if (forwardDue && outstanding.writeForward(writer)) {
            forwardDue = false;
            startTimer(now);
        }
        OutboundChunk again = mayResend() ? outstanding.toResend() : null;
        while (again != null && again.size() <= writer.room()) {
            again.write(writer);
            outstanding.resent(again, now);
            retransmissions++;
            startTimer(now);
            again = fast || mayResend() ? outstanding.toResend() : null;
        }
        fast = false;
        while (again == null
                && mayStart(now)
                && ChunkType.DATA_HEADER + ChunkType.padded(queue.nextLength(now)) <= writer.room()) {
            OutboundChunk chunk = queue.next(outstanding.next(), now);
            if (chunk == null) {
                break;
            }
            chunk.write(writer);
            outstanding.add(chunk, now);
            peerWindow = Math.max(0, peerWindow - chunk.length);
            startTimer(now);
        }
        return hasToSend(now);
    }

    void clear() {
        queue.clear();
        timerRuns = false;
    }

    private boolean mayResend() {
        return outstanding.hasToResend() && (fast || outstanding.flight() < congestion.octets());
    }

    private boolean mayStart(long now) {
        int length = queue.nextLength(now);
        return length > 0
                && !outstanding.full()
                && outstanding.flight() < congestion.octets()
                && (length <= peerWindow || outstanding.flight() == 0);
    }

    private void startTimer(long now) {
        if (!timerRuns) {
            timerRuns = true;
            timerStart = now;
        }
    }
}
