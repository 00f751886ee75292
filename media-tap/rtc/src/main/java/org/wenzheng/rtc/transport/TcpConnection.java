package org.wenzheng.rtc.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One ICE-TCP connection (RFC 6544): packets of whoever proves by a check to be a peer; closed if nobody does in time. */
final class TcpConnection extends ChannelInboundHandlerAdapter {
    private static final int PROOF_SECONDS = 10;
    /** Connections that nobody has proved to be his. */
    private static final int MAX_STRANGERS = 256;

    private final MediaLoop loop;
    private final Channel channel;
    private final AtomicInteger strangers;
    private final InetSocketAddress remote;
    private final Path path = new Path.Tcp(this);
    private volatile @Nullable RemotePeer owner;
    private boolean counted;

    /** @param strangers connections of the port that have no owner yet */
    TcpConnection(MediaLoop loop, Channel channel, AtomicInteger strangers) {
        this.loop = loop;
        this.channel = channel;
        this.strangers = strangers;
        remote = (InetSocketAddress) channel.remoteAddress();
    }

    Channel channel() {
        return channel;
    }

    InetSocketAddress remote() {
        return remote;
    }

    Path path() {
        return path;
    }

    @Nullable
    RemotePeer owner() {
        return owner;
    }

    /** A right check of that peer came over the connection. */
    void owner(RemotePeer peer) {
        owner = peer;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        counted = true;
        if (strangers.incrementAndGet() > MAX_STRANGERS) {
            loop.drops().add(Drop.STRANGER);
            close(context);
            return;
        }
        var unused = context.executor()
                .schedule(
                        () -> {
                            if (owner == null) {
                                close(context);
                            } else {
                                noStranger();
                            }
                        },
                        PROOF_SECONDS,
                        TimeUnit.SECONDS);
    }

    private static void close(ChannelHandlerContext context) {
        var unused = context.close();
    }

    private void noStranger() {
        if (counted) {
            counted = false;
            strangers.decrementAndGet();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf packet = (ByteBuf) message;
        try {
            loop.beginRead();
            loop.receive(packet, 0, remote, this);
        } finally {
            packet.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        loop.endRead();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        noStranger();
        RemotePeer peer = owner;
        if (peer != null) {
            peer.mediaLoop().run(() -> peer.lost(path));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // A reset, or a stream that is none of packets.
        close(context);
    }
}
