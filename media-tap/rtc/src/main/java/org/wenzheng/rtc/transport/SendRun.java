package org.wenzheng.rtc.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.unix.SegmentedDatagramPacket;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What goes to one peer until the next flush. Packets of equal length, and a shorter one behind them, become one segmented
 * datagram (UDP GSO), which costs the kernel about as much as a single one. On TCP all packets become one write.
 */
final class SendRun {
    /** The kernel's limit is 65,507 bytes; this leaves room for one more packet. */
    private static final int MAX_BYTES = 60_000;

    private static final int TCP_INITIAL = 4096;

    private final MediaLoop loop;
    private final DropCounter drops;
    private @Nullable Path path;
    private @Nullable ByteBuf buffer;
    private int segment;
    private int packets;
    /** A shorter packet ended the run. */
    private boolean full;

    private long writes;

    /** Segmentation epoch of the loop in which this path took a segmented datagram; it is tried again when the path changes. */
    private int provenEpoch = -1;

    private boolean refused;

    SendRun(MediaLoop loop, DropCounter drops) {
        this.loop = loop;
        this.drops = drops;
    }

    long writes() {
        return writes;
    }

    boolean isEmpty() {
        return buffer == null;
    }

    /** Sends what was collected the old way, and what comes the new way. */
    void moveTo(@Nullable Path to) {
        emit();
        path = to;
        provenEpoch = -1;
        refused = false;
    }

    /** Appends one packet; false if there is nowhere to send it. */
    boolean append(byte[] bytes, int offset, int length) {
        Path to = path;
        if (to == null) {
            return false;
        }
        if (to instanceof Path.Tcp) {
            appendFrame(bytes, offset, length);
        } else {
            appendDatagram(bytes, offset, length);
        }
        return true;
    }

    private void appendFrame(byte[] bytes, int offset, int length) {
        ByteBuf to = buffer;
        if (to != null && to.readableBytes() > MAX_BYTES) {
            emit();
            to = null;
        }
        if (to == null) {
            to = loop.allocator().directBuffer(TCP_INITIAL);
            buffer = to;
        }
        to.writeShort(length).writeBytes(bytes, offset, length);
        packets++;
    }

    private void appendDatagram(byte[] bytes, int offset, int length) {
        ByteBuf to = buffer;
        if (to != null
                && (full || length > segment || packets >= maxPackets() || to.readableBytes() + length > MAX_BYTES)) {
            emit();
            to = null;
        }
        if (to == null) {
            // As large as the whole run may become when there may be one: growing would copy.
            to = loop.allocator().directBuffer(length * (length >= MIN_RUN_LENGTH ? maxPackets() : 1));
            buffer = to;
            segment = length;
            full = false;
        } else if (length < segment) {
            full = true;
        }
        to.writeBytes(bytes, offset, length);
        packets++;
    }

    /** Shorter packets are mostly audio and reports, of which one comes at a time: their runs grow when there is one. */
    private static final int MIN_RUN_LENGTH = 400;

    private int maxPackets() {
        return refused ? 1 : loop.maxSegments();
    }

    /** Hands what was collected to the socket, which sends it when the loop flushes. */
    void emit() {
        ByteBuf from = buffer;
        Path to = path;
        if (from == null || to == null) {
            return;
        }
        buffer = null;
        int count = packets;
        packets = 0;
        if (to instanceof Path.Tcp tcp) {
            emitFrames(tcp, from, count);
        } else if (to instanceof Path.Udp udp) {
            emitDatagrams(udp, from, count);
        }
    }

    private void emitFrames(Path.Tcp to, ByteBuf from, int count) {
        if (!to.channel().isWritable()) {
            from.release();
            drops.add(Drop.UNWRITABLE, count);
            return;
        }
        writes++;
        var unused = to.channel().writeAndFlush(from, to.channel().voidPromise());
    }

    private void emitDatagrams(Path.Udp to, ByteBuf from, int count) {
        Channel socket = loop.socket(to.binding());
        if (!socket.isWritable()) {
            socket.flush();
            if (!socket.isWritable()) {
                from.release();
                drops.add(Drop.UNWRITABLE, count);
                return;
            }
        }
        writes++;
        if (count == 1) {
            var unused = socket.write(new DatagramPacket(from, to.remote()), socket.voidPromise());
        } else if (provenEpoch == loop.segmentationEpoch()) {
            var unused = socket.write(new SegmentedDatagramPacket(from, segment, to.remote()), socket.voidPromise());
        } else {
            tryOut(socket, from, to.remote());
        }
    }

    /** Keeps the packets until the kernel took them: it may refuse segments on this route, and then they go one by one. */
    private void tryOut(Channel socket, ByteBuf from, InetSocketAddress to) {
        int length = segment;
        int epoch = loop.segmentationEpoch();
        ByteBuf kept = from.retainedDuplicate();
        ChannelFuture written = socket.write(new SegmentedDatagramPacket(from, length, to));
        written.addListener(done -> {
            if (written.isSuccess()) {
                provenEpoch = epoch;
                loop.segmentsTaken();
                kept.release();
            } else {
                refused = true;
                loop.segmentsRefused();
                singly(socket, kept, length, to);
            }
        });
    }

    private static void singly(Channel socket, ByteBuf packets, int length, InetSocketAddress to) {
        while (packets.isReadable()) {
            ByteBuf packet = packets.readRetainedSlice(Math.min(length, packets.readableBytes()));
            var unused = socket.write(new DatagramPacket(packet, to), socket.voidPromise());
        }
        packets.release();
        socket.flush();
    }

    /** Throws away what was collected. */
    void clear() {
        ByteBuf from = buffer;
        if (from != null) {
            from.release();
            buffer = null;
            packets = 0;
        }
    }
}
