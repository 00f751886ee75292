package org.wenzheng.rtc.sctp;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Streams that begin anew, asked for by either side (RFC 6525): outgoing SSN resets, which is what data channels close by. */
final class StreamReset {

    private static final int OUTGOING_REQUEST = 13;
    private static final int INCOMING_REQUEST = 14;
    private static final int RESPONSE = 16;

    private static final int NOTHING_TO_DO = 0;
    private static final int PERFORMED = 1;
    private static final int DENIED = 2;
    private static final int BAD_SEQUENCE = 5;
    private static final int IN_PROGRESS = 6;

    private static final int MAX_STREAMS_A_REQUEST = 200;

    private final Set<Integer> wanted = new LinkedHashSet<>();
    private final List<Integer> asked = new ArrayList<>();
    private int sequence;
    private int lastTsn;
    private long askedAt;
    private boolean toAsk;

    private int peerSequence; // of the next request
    private int lastResult = NOTHING_TO_DO;
    private final List<int[]> responses = new ArrayList<>();

    /** Both sides' request numbers start with their first TSN. */
    void start(int firstTsn, int peerFirstTsn) {
        sequence = firstTsn;
        peerSequence = peerFirstTsn;
    }

    void want(int stream) {
        wanted.add(stream);
    }

    /** Makes a request of the streams wanted that have nothing left to send, unless one is under way. */
    void prepare(SendQueue queue, long nextTsn) {
        if (!asked.isEmpty() || wanted.isEmpty()) {
            return;
        }
        for (int stream : wanted) {
            if (!queue.holds(stream) && asked.size() < MAX_STREAMS_A_REQUEST) {
                asked.add(stream);
            }
        }
        asked.forEach(wanted::remove);
        lastTsn = (int) (nextTsn - 1);
        toAsk = !asked.isEmpty();
    }

    boolean pending() {
        return toAsk || !responses.isEmpty();
    }

    /** When to ask again, or Long.MAX_VALUE. */
    long dueAt(long timeout) {
        return asked.isEmpty() ? Long.MAX_VALUE : askedAt + timeout;
    }

    /** The other side was silent for too long: ask again. */
    boolean poll(long now, long timeout) {
        if (asked.isEmpty() || toAsk || now - askedAt < timeout) {
            return false;
        }
        toAsk = true;
        return true;
    }

    /** Writes what is pending into a RE-CONFIG chunk, if it fits. */
    boolean write(PacketWriter writer, long now) {
        int needed = 4 + 12 * responses.size() + (toAsk ? 16 + 2 * asked.size() + 2 : 0);
        if (writer.room() < needed) {
            return false;
        }
        ByteBuf out = writer.chunk(ChunkType.RE_CONFIG, 0);
        for (int[] response : responses) {
            out.writeShort(RESPONSE);
            out.writeShort(12);
            out.writeInt(response[0]);
            out.writeInt(response[1]);
        }
        if (toAsk) {
            out.writeShort(OUTGOING_REQUEST);
            out.writeShort(16 + 2 * asked.size());
            out.writeInt(sequence);
            out.writeInt(peerSequence - 1);
            out.writeInt(lastTsn);
            asked.forEach(out::writeShort);
            askedAt = now;
        }
        writer.endChunk();
        responses.clear();
        toAsk = false;
        return true;
    }

    /** Takes in a RE-CONFIG chunk; index and end are those of its parameters. */
    void receive(ByteBuf packet, int index, int end, ReceivedTsns tsns, Actions actions) {
        int at = index;
        while (end - at >= 8) {
            int type = packet.getUnsignedShort(at);
            int length = packet.getUnsignedShort(at + 2);
            if (length < 8 || at + length > end) {
                return;
            }
            switch (type) {
                case OUTGOING_REQUEST -> onRequest(packet, at, length, tsns, actions);
                case INCOMING_REQUEST -> respond(packet.getInt(at + 4), DENIED);
                case RESPONSE -> {
                    if (length >= 12) {
                        onResponse(packet.getInt(at + 4), packet.getInt(at + 8), actions);
                    }
                }
                default -> {
                    // Adding streams, resetting everything: no data channel does.
                }
            }
            at += ChunkType.padded(length);
        }
    }

    private void onRequest(ByteBuf packet, int at, int length, ReceivedTsns tsns, Actions actions) {
        if (length < 16) {
            return;
        }
        int number = packet.getInt(at + 4);
        if (number == peerSequence - 1) {
            respond(number, lastResult);
            return;
        }
        if (number != peerSequence) {
            respond(number, BAD_SEQUENCE);
            return;
        }
        if (tsns.extend(packet.getInt(at + 12)) > tsns.cumulative()) {
            respond(number, IN_PROGRESS); // what was sent before the reset has not come yet
            return;
        }
        peerSequence++;
        lastResult = PERFORMED;
        respond(number, PERFORMED);
        if (length == 16) {
            actions.onAllIncomingReset();
        }
        for (int stream = at + 16; stream + 2 <= at + length; stream += 2) {
            actions.onIncomingReset(packet.getUnsignedShort(stream));
        }
    }

    private void onResponse(int number, int result, Actions actions) {
        if (asked.isEmpty() || number != sequence || result == IN_PROGRESS) {
            return;
        }
        sequence++;
        List<Integer> done = List.copyOf(asked);
        asked.clear();
        if (result == NOTHING_TO_DO || result == PERFORMED) {
            done.forEach(actions::onOutgoingReset);
        } // refused: the stream goes on as it is, for asking again would be refused again
    }

    private void respond(int number, int result) {
        if (responses.size() < 8) {
            responses.add(new int[] {number, result});
        }
    }

    /** What a reset does. */
    interface Actions {
        void onIncomingReset(int stream);

        void onAllIncomingReset();

        void onOutgoingReset(int stream);
    }
}
