package org.wenzheng.rtc.sctp;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** Which transmission sequence numbers have come, and when to say so (RFC 9260 6.2). Numbers are extended to 64 bits. */
final class ReceivedTsns {

    /** Blocks of numbers received beyond a gap; a number that needs a further one is treated as lost. */
    private static final int MAX_BLOCKS = 128;

    private static final int MAX_DUPLICATES = 16;
    private static final int FURTHEST = 16_384;
    private static final long DELAY = 100_000_000L;

    private final long[] from = new long[MAX_BLOCKS];
    private final long[] to = new long[MAX_BLOCKS];
    private final int[] duplicates = new int[MAX_DUPLICATES];
    private long cumulative;
    private int blocks;
    private int duplicateCount;
    private int unacknowledgedPackets;
    private boolean dataInPacket;
    private boolean immediate;
    private long delayedSince;

    /** @param firstTsn of the other side, 32 bits */
    ReceivedTsns(int firstTsn) {
        cumulative = (1L << 32) + Integer.toUnsignedLong(firstTsn) - 1;
    }

    long extend(int tsn) {
        return cumulative + (tsn - (int) cumulative);
    }

    /** All numbers up to here have come, or are skipped. */
    long cumulative() {
        return cumulative;
    }

    /** A DATA chunk came, whatever becomes of it. */
    void onData(boolean askedForImmediate) {
        dataInPacket = true;
        immediate |= askedForImmediate;
    }

    /** A SACK is due with the end of this packet. */
    void acknowledgeNow() {
        immediate = true;
    }

    /** Whether a number is new and can be taken in; a known one is noted as a duplicate. */
    boolean isNew(long tsn) {
        if (tsn <= cumulative || find(tsn) >= 0) {
            immediate = true;
            if (duplicateCount < MAX_DUPLICATES) {
                duplicates[duplicateCount++] = (int) tsn;
            }
            return false;
        }
        boolean extendsBlock = tsn == cumulative + 1;
        for (int block = 0; block < blocks && !extendsBlock; block++) {
            extendsBlock = tsn == from[block] - 1 || tsn == to[block] + 1;
        }
        return tsn - cumulative <= FURTHEST && (extendsBlock || blocks < MAX_BLOCKS);
    }

    /** Takes a new number in. */
    void add(long tsn) {
        if (tsn == cumulative + 1) {
            cumulative = tsn;
            immediate |= blocks > 0;
            absorb();
            return;
        }
        immediate = true;
        int place = -find(tsn) - 1;
        boolean joinsBefore = place > 0 && to[place - 1] == tsn - 1;
        boolean joinsAfter = place < blocks && from[place] == tsn + 1;
        if (joinsBefore && joinsAfter) {
            to[place - 1] = to[place];
            remove(place);
        } else if (joinsBefore) {
            to[place - 1] = tsn;
        } else if (joinsAfter) {
            from[place] = tsn;
        } else {
            System.arraycopy(from, place, from, place + 1, blocks - place);
            System.arraycopy(to, place, to, place + 1, blocks - place);
            from[place] = tsn;
            to[place] = tsn;
            blocks++;
        }
    }

    /** Everything up to a number is skipped (RFC 3758 3.6). */
    void skipTo(long tsn) {
        cumulative = Math.max(cumulative, tsn);
        while (blocks > 0 && to[0] <= cumulative) {
            remove(0);
        }
        absorb();
        immediate = true;
    }

    /** The packet's chunks are read: decides when to acknowledge. */
    void endPacket(long now) {
        if (!dataInPacket) {
            return;
        }
        dataInPacket = false;
        if (unacknowledgedPackets++ == 0) {
            delayedSince = now;
        }
    }

    /** Whether a SACK is to be sent now: at once for gaps and repetitions, else for each second packet, or after 100 ms. */
    boolean due(long now) {
        return immediate || unacknowledgedPackets >= 2 || (unacknowledgedPackets > 0 && now - delayedSince >= DELAY);
    }

    /** Whether a SACK may go along with data that is sent anyway. */
    boolean pending() {
        return immediate || unacknowledgedPackets > 0;
    }

    /** When a delayed SACK is due, or Long.MAX_VALUE. */
    long dueAt() {
        return unacknowledgedPackets > 0 ? delayedSince + DELAY : Long.MAX_VALUE;
    }

    /** Writes a SACK (RFC 9260 3.3.4) with as many blocks as fit. */
    void write(PacketWriter writer, long window) {
        int fitting = Math.min(blocks, (writer.room() - 16) / 4);
        int fittingDuplicates = Math.min(duplicateCount, (writer.room() - 16) / 4 - fitting);
        ByteBuf out = writer.chunk(ChunkType.SACK, 0);
        out.writeInt((int) cumulative);
        out.writeInt((int) window);
        out.writeShort(fitting);
        out.writeShort(fittingDuplicates);
        for (int block = 0; block < fitting; block++) {
            out.writeShort((int) (from[block] - cumulative));
            out.writeShort((int) (to[block] - cumulative));
        }
        for (int duplicate = 0; duplicate < fittingDuplicates; duplicate++) {
            out.writeInt(duplicates[duplicate]);
        }
        writer.endChunk();
        immediate = false;
        unacknowledgedPackets = 0;
        duplicateCount = 0;
    }

    private void absorb() {
        if (blocks > 0 && from[0] <= cumulative + 1) {
            cumulative = Math.max(cumulative, to[0]);
            remove(0);
        }
    }

    private void remove(int block) {
        blocks--;
        System.arraycopy(from, block + 1, from, block, blocks - block);
        System.arraycopy(to, block + 1, to, block, blocks - block);
    }

    /** The block that holds a number, or -1 - the place of the first block after it. */
    private int find(long tsn) {
        int place = Arrays.binarySearch(from, 0, blocks, tsn);
        if (place >= 0) {
            return place;
        }
        int after = -place - 1;
        return after > 0 && tsn <= to[after - 1] ? after - 1 : -after - 1;
    }
}
