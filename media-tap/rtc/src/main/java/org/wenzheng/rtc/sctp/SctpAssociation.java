package org.wenzheng.rtc.sctp;

import io.netty.buffer.ByteBuf;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One SCTP association over DTLS (RFC 9260, RFC 8261), with partial reliability (RFC 3758) and stream resets (RFC 6525).
 * Either side may begin: a passive one answers the other's INIT, an active one calls {@link #connect}.
 *
 * <p>Time is nanoseconds of a clock that only goes forward, passed in. Whoever owns it calls {@link #poll} at {@link
 * #nextTimeout}. It never throws on what the other side sends: it counts and drops. Not for several threads.
 */
public final class SctpAssociation {

    private static final int DEFAULT_PORT = 5_000;

    private final SctpOptions options;
    private final SctpListener listener;
    private final PacketWriter writer;
    private final Checksum checksum = new Checksum();
    private final Handshake handshake;
    private final RetransmissionTimeout timeout;
    private final StreamReset resets = new StreamReset();
    private final Outbound outbound;
    private final ResetActions resetActions = new ResetActions();

    private SctpState state = SctpState.CLOSED;
    private @Nullable Inbound inbound; // from the handshake on
    private int port = DEFAULT_PORT;
    private int peerPort = DEFAULT_PORT;
    private boolean receiving;
    private boolean cookieAckDue;
    private int initAttempts;
    private long initAt;
    private long heardAt;
    private long heartbeatAt;
    private int silentHeartbeats;
    private long received;
    private long refused;
    private long messagesSent;

    /**
     * @param random for tags and numbers; a secure one, for they are secrets towards whoever is not the other side
     * @param sink takes what is sent
     */
    public SctpAssociation(SctpOptions options, RandomGenerator random, PacketSink sink, SctpListener listener) {
        this.options = options;
        this.listener = listener;
        writer = new PacketWriter(options.maxPacket(), sink);
        handshake = new Handshake(options, random);
        timeout = new RetransmissionTimeout(options);
        outbound = new Outbound(options, handshake.firstTsn(), timeout);
    }

    /** Begins the handshake. Only in state CLOSED. */
    public void connect(long now) {
        if (state == SctpState.CLOSED) {
            state = SctpState.COOKIE_WAIT;
            sendInit(now);
        }
    }

    public SctpState state() {
        return state;
    }

    /** Octets of messages that wait to be sent or acknowledged. */
    public long buffered() {
        return outbound.buffered();
    }

    /**
     * Sends a message.
     *
     * @param protocol payload protocol identifier
     * @param message at least one octet; not to be changed any more
     * @param ordered whether it must not overtake others of its stream
     * @param maxRetransmissions after which each fragment is given up, or -1
     * @param lifetime nanoseconds after which it is given up, or -1
     * @return false if it was not taken: the send buffer is full, it is too long or empty, the stream does not exist, or the
     *     association is not established
     */
    public boolean send(
            int stream,
            int protocol,
            byte[] message,
            boolean ordered,
            int maxRetransmissions,
            long lifetime,
            long now) {
        if (state != SctpState.ESTABLISHED
                || message.length == 0
                || message.length > options.maxMessage()
                || stream >= handshake.outgoingStreams()
                || outbound.buffered() + message.length > options.sendBuffer()) {
            return false;
        }
        outbound.add(new OutboundMessage(
                stream,
                protocol,
                message,
                ordered,
                maxRetransmissions < 0 ? OutboundMessage.NO_LIMIT : maxRetransmissions,
                lifetime < 0 ? OutboundMessage.NO_LIMIT : now + lifetime));
        messagesSent++;
        flush(now);
        return true;
    }

    /** Asks that a stream of ours begins anew, once what waits on it is sent; {@link SctpListener#onOutgoingReset} follows. */
    public void reset(int stream, long now) {
        if (state == SctpState.ESTABLISHED) {
            resets.want(stream);
            flush(now);
        }
    }

    /** Ends the association and tells the other side, at once. */
    public void abort() {
        if (handshake.peerKnown() && state != SctpState.ENDED) {
            begin();
            writer.chunk(ChunkType.ABORT, 0);
            writer.endChunk();
            writer.send();
        }
        end(SctpCloseReason.CLOSED);
    }

    /** When {@link #poll} is due at the latest, or Long.MAX_VALUE. */
    public long nextTimeout() {
        return switch (state) {
            case CLOSED, ENDED -> Long.MAX_VALUE;
            case COOKIE_WAIT, COOKIE_ECHOED -> initAt + timeout.nanos();
            case ESTABLISHED -> {
                long next = Math.min(outbound.dueAt(), resets.dueAt(timeout.nanos()));
                next = Math.min(
                        next,
                        Math.max(heardAt, heartbeatAt) + options.heartbeat().toNanos());
                yield inbound == null ? next : Math.min(next, inbound.tsns.dueAt());
            }
        };
    }

    /** Does what time asks for: retransmissions, delayed acknowledgements, heartbeats. */
    public void poll(long now) {
        if (state == SctpState.COOKIE_WAIT || state == SctpState.COOKIE_ECHOED) {
            if (now - initAt >= timeout.nanos()) {
                repeatHandshake(now);
            }
            return;
        }
        if (state != SctpState.ESTABLISHED) {
            return;
        }
        if (outbound.poll(now) && outbound.expiries() > options.maxRetransmissions()) {
            end(SctpCloseReason.UNREACHABLE);
            return;
        }
        resets.poll(now, timeout.nanos());
        if (now - Math.max(heardAt, heartbeatAt) >= options.heartbeat().toNanos()) {
            if (silentHeartbeats++ >= options.maxRetransmissions()) {
                end(SctpCloseReason.UNREACHABLE);
                return;
            }
            sendHeartbeat(now);
        }
        flush(now);
    }

    /** Takes in a packet: the readable bytes of a buffer, whose indices it leaves alone. */
    public void receive(ByteBuf packet, long now) {
        int index = packet.readerIndex();
        int length = packet.readableBytes();
        if (state == SctpState.ENDED
                || length < ChunkType.COMMON_HEADER + 4
                || packet.getInt(index + 8) != checksum.of(packet, index, length)
                || !rightTag(packet, index)) {
            refused++;
            return;
        }
        received++;
        heardAt = now;
        silentHeartbeats = 0;
        peerPort = packet.getUnsignedShort(index);
        port = packet.getUnsignedShort(index + 2);
        receiving = true;
        readChunks(packet, index + ChunkType.COMMON_HEADER, index + length, now);
        receiving = false;
        if (inbound != null) {
            inbound.tsns.endPacket(now);
        }
        flush(now);
    }

    /** A picture of the counters. */
    public SctpStatistics statistics() {
        return new SctpStatistics(
                received,
                refused,
                messagesSent,
                inbound == null ? 0 : inbound.delivered,
                inbound == null ? 0 : inbound.dropped,
                outbound.retransmissions(),
                outbound.timeouts(),
                timeout.smoothedRoundTrip(),
                outbound.congestionWindow());
    }

    /** INIT alone comes with tag 0; ABORT and SHUTDOWN COMPLETE may come with the other side's own (RFC 9260 8.5.1). */
    private boolean rightTag(ByteBuf packet, int index) {
        int tag = packet.getInt(index + 4);
        int type = packet.getUnsignedByte(index + ChunkType.COMMON_HEADER);
        int flags = packet.getByte(index + ChunkType.COMMON_HEADER + 1);
        if (type == ChunkType.INIT) {
            return tag == 0;
        }
        if ((type == ChunkType.ABORT || type == ChunkType.SHUTDOWN_COMPLETE) && (flags & 1) != 0) {
            return handshake.peerKnown() && tag == handshake.peerTag();
        }
        return tag == handshake.tag();
    }

    private void readChunks(ByteBuf packet, int index, int end, long now) {
        int at = index;
        while (end - at >= 4 && state != SctpState.ENDED) {
            int length = packet.getUnsignedShort(at + 2);
            if (length < 4 || at + length > end) {
                return;
            }
            int type = packet.getUnsignedByte(at);
            if (!readChunk(type, packet.getByte(at + 1), packet, at + 4, at + length, now) && (type & 0x80) == 0) {
                return; // unknown, and its number says that what follows is not to be read (RFC 9260 3.2)
            }
            at += ChunkType.padded(length);
        }
    }

    private boolean readChunk(int type, int flags, ByteBuf packet, int index, int end, long now) {
        switch (type) {
            case ChunkType.DATA -> onData(flags, packet, index, end);
            case ChunkType.SACK -> onSack(packet, index, end, now);
            case ChunkType.FORWARD_TSN -> onForward(packet, index, end);
            case ChunkType.RE_CONFIG -> onReconfiguration(packet, index, end);
            case ChunkType.HEARTBEAT -> answerHeartbeat(packet, index, end);
            case ChunkType.HEARTBEAT_ACK -> onHeartbeatAck(packet, index, end, now);
            case ChunkType.INIT -> onInit(packet, index, end, now);
            case ChunkType.INIT_ACK -> onInitAck(packet, index, end, now);
            case ChunkType.COOKIE_ECHO -> onCookieEcho(packet, index, end, now);
            case ChunkType.COOKIE_ACK -> onCookieAck(now);
            case ChunkType.ABORT -> end(SctpCloseReason.ABORTED);
            case ChunkType.SHUTDOWN -> onShutdown();
            case ChunkType.SHUTDOWN_ACK, ChunkType.SHUTDOWN_COMPLETE -> end(SctpCloseReason.SHUT_DOWN);
            case ChunkType.ERROR -> {
                // Tells of something the other side did not understand; nothing sent here is needed to be.
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void onInit(ByteBuf packet, int index, int end, long now) {
        boolean repeated = handshake.peerKnown() && Handshake.tagOf(packet, index, end) == handshake.peerTag();
        if ((state == SctpState.ESTABLISHED && !repeated) || !handshake.read(packet, index, end)) {
            return; // a restart would need a new DTLS association first
        }
        begin();
        handshake.writeInitAck(writer);
        writer.send();
        heardAt = now;
    }

    private void onInitAck(ByteBuf packet, int index, int end, long now) {
        if (state == SctpState.COOKIE_WAIT && handshake.read(packet, index, end) && handshake.hasPeerCookie()) {
            state = SctpState.COOKIE_ECHOED;
            initAttempts = 0;
            sendCookieEcho(now);
        }
    }

    private void onCookieEcho(ByteBuf packet, int index, int end, long now) {
        if (!handshake.peerKnown() || !handshake.isOurCookie(packet, index, end)) {
            return;
        }
        cookieAckDue = true;
        establish(now);
    }

    private void onCookieAck(long now) {
        if (state == SctpState.COOKIE_ECHOED) {
            establish(now);
        }
    }

    private void establish(long now) {
        if (state == SctpState.ESTABLISHED) {
            return;
        }
        state = SctpState.ESTABLISHED;
        inbound = new Inbound(options, handshake.peerFirstTsn(), listener);
        outbound.start(handshake.peerWindow(), handshake.peerForwards());
        resets.start(handshake.firstTsn(), handshake.peerFirstTsn());
        heartbeatAt = now;
        listener.onEstablished();
    }

    private void onData(int flags, ByteBuf packet, int index, int end) {
        if (inbound != null && state == SctpState.ESTABLISHED && !inbound.onData(flags, packet, index, end)) {
            violate();
        }
    }

    private void onForward(ByteBuf packet, int index, int end) {
        if (inbound != null && state == SctpState.ESTABLISHED) {
            inbound.onForward(packet, index, end);
        }
    }

    private void onReconfiguration(ByteBuf packet, int index, int end) {
        if (inbound != null && state == SctpState.ESTABLISHED) {
            resets.receive(packet, index, end, inbound.tsns, resetActions);
        }
    }

    private void onSack(ByteBuf packet, int index, int end, long now) {
        if (state == SctpState.ESTABLISHED && !outbound.onSack(packet, index, end, now)) {
            violate();
        }
    }

    private void onShutdown() {
        begin();
        writer.chunk(ChunkType.SHUTDOWN_ACK, 0);
        writer.endChunk();
        writer.send();
        end(SctpCloseReason.SHUT_DOWN);
    }

    private void violate() {
        begin();
        writer.chunk(ChunkType.ABORT, 0);
        writer.endChunk();
        writer.send();
        end(SctpCloseReason.VIOLATION);
    }

    private void end(SctpCloseReason reason) {
        if (state == SctpState.ENDED) {
            return;
        }
        state = SctpState.ENDED;
        outbound.clear();
        if (inbound != null) {
            inbound.clear();
        }
        listener.onClosed(reason);
    }

    private void answerHeartbeat(ByteBuf packet, int index, int end) {
        if (!handshake.peerKnown() || end - index > options.maxPacket() - 16) {
            return;
        }
        begin();
        writer.chunk(ChunkType.HEARTBEAT_ACK, 0).writeBytes(packet, index, end - index);
        writer.endChunk();
        writer.send();
    }

    private void sendHeartbeat(long now) {
        heartbeatAt = now;
        begin();
        ByteBuf out = writer.chunk(ChunkType.HEARTBEAT, 0);
        out.writeShort(ChunkType.HEARTBEAT_INFO);
        out.writeShort(12);
        out.writeLong(now);
        writer.endChunk();
        writer.send();
    }

    private void onHeartbeatAck(ByteBuf packet, int index, int end, long now) {
        if (end - index >= 12 && packet.getLong(index + 4) == heartbeatAt) {
            timeout.onRoundTrip(now - heartbeatAt);
        }
    }

    private void repeatHandshake(long now) {
        timeout.onExpiry();
        if (++initAttempts > options.maxRetransmissions()) {
            end(SctpCloseReason.UNREACHABLE);
        } else if (state == SctpState.COOKIE_WAIT) {
            sendInit(now);
        } else {
            sendCookieEcho(now);
        }
    }

    private void sendInit(long now) {
        initAt = now;
        writer.begin(port, peerPort, 0);
        handshake.writeInit(writer);
        writer.send();
    }

    private void sendCookieEcho(long now) {
        initAt = now;
        begin();
        handshake.writeCookieEcho(writer);
        writer.send();
    }

    private void begin() {
        writer.begin(port, peerPort, handshake.peerTag());
    }

    /** Sends what may be sent, bundled: answers first, then acknowledgement, resets, and data as the windows allow. */
    private void flush(long now) {
        if (receiving || state != SctpState.ESTABLISHED || inbound == null) {
            return;
        }
        resets.prepare(outbound.queue(), outbound.nextTsn());
        outbound.beginFlush();
        boolean more = true;
        while (more) {
            begin();
            if (cookieAckDue) {
                writer.chunk(ChunkType.COOKIE_ACK, 0);
                writer.endChunk();
                cookieAckDue = false;
            }
            boolean data = outbound.hasToSend(now);
            if (inbound.tsns.due(now) || (data && inbound.tsns.pending())) {
                inbound.tsns.write(writer, inbound.reassembly.room());
            }
            if (resets.pending()) {
                resets.write(writer, now);
            }
            more = data && outbound.write(writer, now);
            if (!writer.empty()) {
                writer.send();
            }
        }
    }

    private final class ResetActions implements StreamReset.Actions {

        @Override
        public void onIncomingReset(int stream) {
            if (inbound != null && stream < options.streams()) {
                inbound.reassembly.reset(stream);
                listener.onIncomingReset(stream);
            }
        }

        @Override
        public void onAllIncomingReset() {
            for (int stream = 0; stream < options.streams(); stream++) {
                onIncomingReset(stream);
            }
        }

        @Override
        public void onOutgoingReset(int stream) {
            outbound.queue().reset(stream);
            listener.onOutgoingReset(stream);
        }
    }
}
