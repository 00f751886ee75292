package org.wenzheng.rtc.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wenzheng.rtc.ice.IceGeneration;
import org.wenzheng.rtc.stun.StunMessage;
import org.wenzheng.rtc.stun.StunResponse;

/**
 * One event loop: its sockets, its peers, and what is shared by all that happens on it. All methods are for its thread but those
 * that say otherwise.
 */
final class MediaLoop {
    /** The longest packet that is received or sent, in bytes; more than any path takes without fragments. */
    static final int MAX_PACKET = 2048;

    private static final Logger log = LoggerFactory.getLogger(MediaLoop.class);
    private static final int TICK_MILLIS = 250;
    /** Paths that refuse segments, while none takes them, before none is asked any more. */
    private static final int REFUSALS = 3;

    private final EventLoop eventLoop;
    private final ByteBufAllocator allocator;
    private final PeerDirectory directory;
    private final LongSupplier clock;
    private final int maxSegments;
    private final List<Channel> sockets = new ArrayList<>();
    private final List<RemotePeer> peers = new ArrayList<>();
    private final DropCounter drops = new DropCounter();
    private final StunMessage check = new StunMessage();
    private final StunResponse response = new StunResponse();
    /** Where packets are put together and encrypted before they are copied into a run. */
    private final byte[] scratch = new byte[MAX_PACKET + 64];

    private final Map<MediaLoop, Handover> handovers = new HashMap<>();
    private final HandoverLimit handoverLimit = new HandoverLimit();
    private List<RemotePeer> dirty = new ArrayList<>();
    private List<RemotePeer> dirtyBefore = new ArrayList<>();
    private final List<RemotePeer> touched = new ArrayList<>();
    private boolean reading;
    private boolean flushScheduled;
    private boolean segmentation;
    private int segmentationEpoch;
    private int refusals;
    private boolean everTaken;

    /** @param segmentation whether the kernel may be given segmented datagrams */
    MediaLoop(
            EventLoop eventLoop,
            ByteBufAllocator allocator,
            PeerDirectory directory,
            MediaPortOptions options,
            boolean segmentation) {
        this.eventLoop = eventLoop;
        this.allocator = allocator;
        this.directory = directory;
        clock = options.clock();
        maxSegments = options.maxSegments();
        this.segmentation = segmentation;
    }

    /** Begins to look after peers that fell silent. */
    void start() {
        var unused = eventLoop.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        long now = clock.getAsLong();
        // A copy, because a peer that ends may make its room end others.
        for (RemotePeer peer : List.copyOf(peers)) {
            peer.tick(now);
        }
    }

    /** Runs something on the loop's thread: now, if this is it; never, if the port has closed. May be called on any thread. */
    void run(Runnable task) {
        if (eventLoop.inEventLoop()) {
            task.run();
            return;
        }
        try {
            eventLoop.execute(task);
        } catch (RejectedExecutionException e) {
            // The loop has ended, and its peers with it.
        }
    }

    EventLoop eventLoop() {
        return eventLoop;
    }

    ByteBufAllocator allocator() {
        return allocator;
    }

    PeerDirectory directory() {
        return directory;
    }

    DropCounter drops() {
        return drops;
    }

    long now() {
        return clock.getAsLong();
    }

    StunResponse response() {
        return response;
    }

    byte[] scratch() {
        return scratch;
    }

    void addSocket(Channel socket) {
        sockets.add(socket);
    }

    Channel socket(int binding) {
        return sockets.get(binding);
    }

    List<Channel> sockets() {
        return sockets;
    }

    void add(RemotePeer peer) {
        peers.add(peer);
    }

    void remove(RemotePeer peer) {
        peers.remove(peer);
    }

    List<RemotePeer> peers() {
        return peers;
    }

    // --- what arrives ---

    /** A read cycle begins: what is sent in it waits for its end. */
    void beginRead() {
        reading = true;
    }

    /**
     * Gives a packet to whom it belongs; the caller keeps and releases it.
     *
     * @param binding which of the bound addresses it came to; of no meaning with a connection
     * @param sender where it came from
     * @param connection what it came over, null for a datagram
     */
    void receive(ByteBuf packet, int binding, InetSocketAddress sender, @Nullable TcpConnection connection) {
        if (!packet.isReadable() || packet.readableBytes() > MAX_PACKET) {
            drops.add(Drop.MALFORMED);
            return;
        }
        RemotePeer peer;
        if (isCheck(packet)) {
            if (!check.parse(packet) || check.type() != StunMessage.BINDING_REQUEST) {
                countUnanswered(packet);
                return;
            }
            peer = directory.byUfrag(IceGeneration.ufragKey(check));
            if (peer == null) {
                drops.add(Drop.STUN_UNKNOWN_USER);
                return;
            }
        } else {
            peer = connection != null ? connection.owner() : directory.byAddress(sender);
            if (peer == null) {
                drops.add(Drop.STRANGER);
                return;
            }
        }
        if (peer.mediaLoop() == this) {
            deliver(packet, binding, sender, connection, peer, clock.getAsLong());
        } else {
            handOver(packet, binding, sender, connection, peer);
        }
    }

    /** RFC 7983: the first byte tells the protocol. */
    private static boolean isCheck(ByteBuf packet) {
        return packet.getUnsignedByte(packet.readerIndex()) < 4;
    }

    /** Indications keep bindings alive and want no answer (RFC 8489, section 6.3.2). */
    private void countUnanswered(ByteBuf packet) {
        if (!StunMessage.isStun(packet) || check.type() != StunMessage.BINDING_INDICATION) {
            drops.add(Drop.STUN_MALFORMED);
        }
    }

    /** A check is in {@link #check}. */
    private void deliver(
            ByteBuf packet,
            int binding,
            InetSocketAddress sender,
            @Nullable TcpConnection connection,
            RemotePeer peer,
            long now) {
        if (isCheck(packet)) {
            peer.check(check, connection == null ? new Path.Udp(binding, sender) : connection.path(), now);
        } else {
            peer.packet(packet, sender, now);
        }
    }

    private void handOver(
            ByteBuf packet,
            int binding,
            InetSocketAddress sender,
            @Nullable TcpConnection connection,
            RemotePeer peer) {
        MediaLoop to = peer.mediaLoop();
        if (!to.handoverLimit.take()) {
            drops.add(Drop.HANDOVER_FULL);
            return;
        }
        // A copy, because the packet is a slice of a buffer that many packets share.
        ByteBuf copy = allocator.heapBuffer(packet.readableBytes());
        copy.writeBytes(packet, packet.readerIndex(), packet.readableBytes());
        handovers
                .computeIfAbsent(to, Handover::new)
                .add(new Handover.Arrival(copy, binding, sender, connection, peer, clock.getAsLong()));
    }

    /** Gives packets that another loop read to their peers. */
    void receiveHandedOver(List<Handover.Arrival> arrivals) {
        reading = true;
        for (Handover.Arrival arrival : arrivals) {
            ByteBuf packet = arrival.packet();
            try {
                if (!isCheck(packet) || check.parse(packet)) {
                    deliver(
                            packet,
                            arrival.binding(),
                            arrival.sender(),
                            arrival.connection(),
                            arrival.peer(),
                            arrival.nanos());
                }
            } finally {
                packet.release();
            }
        }
        handoverLimit.give(arrivals.size());
        endRead();
    }

    /** The read cycle is over: hands over what is others', tells the peers, sends what they sent. */
    void endRead() {
        for (Handover handover : handovers.values()) {
            handover.send();
        }
        for (int i = 0; i < touched.size(); i++) {
            touched.get(i).readComplete();
        }
        touched.clear();
        reading = false;
        flush();
    }

    /** A peer got a packet in this read cycle. */
    void touch(RemotePeer peer) {
        touched.add(peer);
    }

    // --- what is sent ---

    /** Writes an answer to a check to where it came from; it leaves with the flush. */
    void answer(ByteBuf answer, Path to) {
        if (to instanceof Path.Udp udp) {
            Channel socket = socket(udp.binding());
            if (socket.isWritable()) {
                var unused = socket.write(new DatagramPacket(answer, udp.remote()), socket.voidPromise());
                scheduleFlush();
                return;
            }
        } else if (to instanceof Path.Tcp tcp && tcp.channel().isWritable()) {
            ByteBuf frame = allocator.directBuffer(2 + answer.readableBytes());
            frame.writeShort(answer.readableBytes()).writeBytes(answer);
            answer.release();
            var unused = tcp.channel().writeAndFlush(frame, tcp.channel().voidPromise());
            return;
        }
        answer.release();
        drops.add(Drop.UNWRITABLE);
    }

    /** A peer has something to send. */
    void markDirty(RemotePeer peer) {
        dirty.add(peer);
        scheduleFlush();
    }

    private void scheduleFlush() {
        if (!reading && !flushScheduled) {
            flushScheduled = true;
            eventLoop.execute(() -> {
                flushScheduled = false;
                flush();
            });
        }
    }

    /** Hands everything that waits to the sockets. */
    void flush() {
        List<RemotePeer> now = dirty;
        dirty = dirtyBefore;
        dirtyBefore = now;
        for (int i = 0; i < now.size(); i++) {
            now.get(i).emit();
        }
        now.clear();
        for (int i = 0; i < sockets.size(); i++) {
            sockets.get(i).flush();
        }
    }

    // --- segmentation ---

    int maxSegments() {
        return segmentation ? maxSegments : 1;
    }

    /** Grows when the kernel refused something that may have been segments: every path is tried out again. */
    int segmentationEpoch() {
        return segmentationEpoch;
    }

    void segmentsTaken() {
        everTaken = true;
    }

    void segmentsRefused() {
        drops.add(Drop.SEGMENTS_REFUSED);
        if (!everTaken && ++refusals >= REFUSALS && segmentation) {
            segmentation = false;
            log.info("The kernel refuses segmented datagrams: packets are sent one by one, which costs more CPU");
        }
    }

    /**
     * A write failed whose outcome nobody waited for.
     *
     * @param maybeSegments whether it may have failed for its segments
     */
    void sendFailed(boolean maybeSegments) {
        drops.add(Drop.SEND_FAILED);
        if (maybeSegments) {
            segmentationEpoch++;
        }
    }
}
