package org.wenzheng.rtc.sctp;

import io.netty.buffer.ByteBuf;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Chunks that were sent and are not cumulatively acknowledged: acknowledged, missed, sent again or given up here (RFC 9260
 * 6.2.1 and 7.2.4, RFC 3758 3.5). Transmission sequence numbers are extended to 64 bits.
 */
final class Outstanding {

    /** The most chunks outstanding; gap blocks reach 65,535. */
    static final int LIMIT = 8_192;

    private static final int MISSED_FOR_FAST_RETRANSMISSION = 3;

    private @Nullable OutboundChunk[] ring = new @Nullable OutboundChunk[64];
    private long cumulative;
    private long next;
    private long advanced; // all up to here may be skipped by the other side
    private long recoveryExit = -1;
    private int flight;
    private long octets;
    private int toResend;
    private long sacks;
    private boolean canAbandon;

    private int newlyAcknowledged;
    private boolean moved;
    private boolean fastRetransmission;
    private long roundTrip;
    private long latestSent; // when the latest chunk that the SACK acknowledged was sent, of those sent once

    Outstanding(int firstTsn) {
        next = (1L << 32) + Integer.toUnsignedLong(firstTsn);
        cumulative = next - 1;
        advanced = cumulative;
    }

    void canAbandon(boolean can) {
        canAbandon = can;
    }

    /** The number that the next chunk gets. */
    long next() {
        return next;
    }

    boolean full() {
        return next - cumulative > LIMIT;
    }

    boolean empty() {
        return next - cumulative == 1;
    }

    /** Octets of payload in flight. */
    int flight() {
        return flight;
    }

    /** Octets of payload kept to be sent again. */
    long octets() {
        return octets;
    }

    boolean hasToResend() {
        return toResend > 0;
    }

    /** Notes a chunk that is sent for the first time; its number must be {@link #next()}. */
    void add(OutboundChunk chunk, long now) {
        if (next - cumulative > ring.length) {
            grow();
        }
        ring[(int) next & ring.length - 1] = chunk;
        next++;
        octets += chunk.length;
        flight += chunk.length;
        sent(chunk, now);
    }

    /** The first chunk to be sent again, or null. */
    @Nullable
    OutboundChunk toResend() {
        for (long tsn = cumulative + 1; toResend > 0 && tsn < next; tsn++) {
            OutboundChunk chunk = at(tsn);
            if (chunk != null && chunk.state == OutboundChunk.State.TO_RESEND) {
                return chunk;
            }
        }
        return null;
    }

    void resent(OutboundChunk chunk, long now) {
        move(chunk, OutboundChunk.State.IN_FLIGHT);
        sent(chunk, now);
    }

    /**
     * Takes in a SACK.
     *
     * @param tsn cumulative acknowledgement, 32 bits
     * @param gaps index of the gap blocks
     * @return false if it acknowledges what was never sent, or is out of order in itself; then it changed nothing
     */
    boolean onSack(int tsn, ByteBuf packet, int gaps, int blocks, long now) {
        long acknowledged = cumulative + (tsn - (int) cumulative);
        newlyAcknowledged = 0;
        moved = false;
        fastRetransmission = false;
        roundTrip = -1;
        latestSent = Long.MIN_VALUE;
        if (acknowledged < cumulative) {
            return true; // an old one that was overtaken
        }
        if (acknowledged >= next || !plausible(acknowledged, packet, gaps, blocks)) {
            return false;
        }
        sacks++;
        moved = acknowledged > cumulative;
        for (long passed = cumulative + 1; passed <= acknowledged; passed++) {
            OutboundChunk chunk = at(passed);
            if (chunk != null) {
                acknowledge(chunk, now);
                octets -= chunk.length;
            }
            ring[(int) passed & ring.length - 1] = null;
        }
        cumulative = acknowledged;
        advanced = Math.max(advanced, cumulative);
        boolean recovering = recovering();
        long highest = cumulative;
        long highestNew = moved ? cumulative : -1;
        for (int block = 0; block < blocks; block++) {
            long to = cumulative + packet.getUnsignedShort(gaps + 4 * block + 2);
            for (long told = cumulative + packet.getUnsignedShort(gaps + 4 * block); told <= to; told++) {
                OutboundChunk chunk = at(told);
                if (chunk != null) {
                    chunk.reportedBy = sacks;
                    highestNew = acknowledge(chunk, now) ? told : highestNew;
                }
            }
            highest = to;
        }
        countMissed(highest, recovering && moved ? highest : highestNew, now);
        return true;
    }

    /** Octets that the last SACK acknowledged for the first time. */
    int newlyAcknowledged() {
        return newlyAcknowledged;
    }

    /** Whether the last SACK moved the cumulative acknowledgement. */
    boolean moved() {
        return moved;
    }

    /** Whether the last SACK began a fast recovery. */
    boolean fastRetransmission() {
        return fastRetransmission;
    }

    /** The round trip that the last SACK measured, or -1. */
    long roundTrip() {
        return roundTrip;
    }

    /** Whether a fast recovery is under way. */
    boolean recovering() {
        if (recoveryExit >= 0 && cumulative >= recoveryExit) {
            recoveryExit = -1;
        }
        return recoveryExit >= 0;
    }

    /** The retransmission timer expired: everything in flight is to be sent again or given up. */
    void onTimeout(long now) {
        recoveryExit = -1;
        for (long tsn = cumulative + 1; tsn < next; tsn++) {
            OutboundChunk chunk = at(tsn);
            if (chunk != null && chunk.state == OutboundChunk.State.IN_FLIGHT) {
                resendOrAbandon(chunk, now);
            }
        }
    }

    /** Moves the point up to which the other side may skip; tells whether it has to be told. */
    boolean advance() {
        OutboundChunk chunk = advanced + 1 < next ? at(advanced + 1) : null;
        while (chunk != null && chunk.state == OutboundChunk.State.ABANDONED) {
            advanced++;
            chunk = advanced + 1 < next ? at(advanced + 1) : null;
        }
        return advanced > cumulative;
    }

    /**
     * Writes a FORWARD-TSN chunk (RFC 3758 3.2), if there is room for one; it tells less than all where more streams are
     * concerned than fit, and the next goes on from there.
     */
    boolean writeForward(PacketWriter writer) {
        int fitting = (writer.room() - 8) / 4;
        if (fitting < 1) {
            return false;
        }
        Map<Integer, Integer> skipped = new HashMap<>();
        long upTo = cumulative;
        while (upTo < advanced) {
            OutboundChunk chunk = at(upTo + 1);
            if (chunk != null && chunk.message.ordered) {
                if (skipped.size() == fitting && !skipped.containsKey(chunk.message.stream)) {
                    break;
                }
                skipped.put(chunk.message.stream, chunk.message.streamSequence);
            }
            upTo++;
        }
        ByteBuf out = writer.chunk(ChunkType.FORWARD_TSN, 0);
        out.writeInt((int) upTo);
        skipped.forEach((stream, sequence) -> {
            out.writeShort(stream);
            out.writeShort(sequence);
        });
        writer.endChunk();
        return true;
    }

    private void sent(OutboundChunk chunk, long now) {
        chunk.transmissions++;
        chunk.sentAt = now;
        chunk.missed = 0;
    }

    private boolean plausible(long acknowledged, ByteBuf packet, int gaps, int blocks) {
        long last = acknowledged;
        for (int block = 0; block < blocks; block++) {
            long from = acknowledged + packet.getUnsignedShort(gaps + 4 * block);
            long to = acknowledged + packet.getUnsignedShort(gaps + 4 * block + 2);
            if (from <= last || to < from || to >= next) {
                return false;
            }
            last = to;
        }
        return true;
    }

    private boolean acknowledge(OutboundChunk chunk, long now) {
        if (chunk.state == OutboundChunk.State.ACKNOWLEDGED || chunk.state == OutboundChunk.State.ABANDONED) {
            return false;
        }
        if (chunk.transmissions == 1) {
            roundTrip = now - chunk.sentAt; // one sent twice measures nothing (Karn)
            latestSent = Math.max(latestSent, chunk.sentAt);
        }
        newlyAcknowledged += chunk.length;
        move(chunk, OutboundChunk.State.ACKNOWLEDGED);
        return true;
    }

    /**
     * Counts chunks that the SACK passed over (7.2.4). One that was sent again counts as missed only by what was sent after
     * it: the standard would leave its second loss to the timer, for it looks at numbers and not at times.
     */
    private void countMissed(long highest, long missedBelow, long now) {
        for (long tsn = cumulative + 1; tsn <= highest; tsn++) {
            OutboundChunk chunk = at(tsn);
            if (chunk == null || chunk.reportedBy == sacks) {
                continue;
            }
            if (chunk.state == OutboundChunk.State.ACKNOWLEDGED) {
                move(chunk, OutboundChunk.State.IN_FLIGHT); // the other side threw it away
            } else if (chunk.state == OutboundChunk.State.IN_FLIGHT
                    && tsn < missedBelow
                    && (chunk.transmissions == 1 || chunk.sentAt < latestSent)
                    && ++chunk.missed == MISSED_FOR_FAST_RETRANSMISSION) {
                resendOrAbandon(chunk, now);
                if (recoveryExit < 0) {
                    recoveryExit = next - 1;
                    fastRetransmission = true;
                }
            }
        }
    }

    private void resendOrAbandon(OutboundChunk chunk, long now) {
        OutboundMessage message = chunk.message;
        boolean givenUp = message.abandoned
                || (canAbandon && (chunk.transmissions > message.maxRetransmissions || message.expired(now)));
        if (!givenUp) {
            move(chunk, OutboundChunk.State.TO_RESEND);
            return;
        }
        message.abandoned = true;
        for (long tsn = cumulative + 1; tsn < next; tsn++) {
            OutboundChunk other = at(tsn);
            if (other != null && other.message == message && other.state != OutboundChunk.State.ACKNOWLEDGED) {
                move(other, OutboundChunk.State.ABANDONED);
            }
        }
    }

    private void move(OutboundChunk chunk, OutboundChunk.State state) {
        flight -= chunk.state == OutboundChunk.State.IN_FLIGHT ? chunk.length : 0;
        toResend -= chunk.state == OutboundChunk.State.TO_RESEND ? 1 : 0;
        chunk.state = state;
        flight += state == OutboundChunk.State.IN_FLIGHT ? chunk.length : 0;
        toResend += state == OutboundChunk.State.TO_RESEND ? 1 : 0;
    }

    private @Nullable OutboundChunk at(long tsn) {
        return ring[(int) tsn & ring.length - 1];
    }

    private void grow() {
        @Nullable OutboundChunk[] larger = new @Nullable OutboundChunk[2 * ring.length];
        for (long tsn = cumulative + 1; tsn < next; tsn++) {
            larger[(int) tsn & larger.length - 1] = at(tsn);
        }
        ring = larger;
    }
}
