package org.wenzheng.rtc.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.unix.UnixChannelOption;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.wenzheng.rtc.framing.FrameDecoder;

/** Opens the port's sockets: for each bound address one UDP socket an event loop, all on one port, and one that listens for TCP. */
final class PortSockets {
    private static final int SOCKET_BUFFER = 4 << 20;
    /** Datagrams read by one system call. */
    private static final int READ_BATCH = 32;
    /** What may wait in a UDP socket's own queue before the kernel took it, in bytes. */
    private static final WriteBufferWaterMark UDP_WATER_MARK = new WriteBufferWaterMark(1 << 20, 4 << 20);
    /** About a second of video: on a slower connection, later packets are worth more than earlier ones. */
    private static final WriteBufferWaterMark TCP_WATER_MARK = new WriteBufferWaterMark(64 << 10, 256 << 10);
    /** Free ports that are tried until one is free on every address. */
    private static final int ATTEMPTS = 20;

    private final MediaPortOptions options;
    private final ByteBufAllocator allocator;
    private final List<Channel> open = new ArrayList<>();

    PortSockets(MediaPortOptions options, ByteBufAllocator allocator) {
        this.options = options;
        this.allocator = allocator;
    }

    List<Channel> open() {
        return open;
    }

    /**
     * Binds the UDP sockets and gives them to their loops.
     *
     * @param probe put before each socket's own handler, for tests; may be null
     * @return the port
     */
    int udp(List<MediaLoop> loops, @Nullable ChannelHandler probe) throws IOException {
        if (options.udpPort() != 0) {
            requireFree(options.udpPort());
        }
        for (int attempt = 1; ; attempt++) {
            List<Channel> bound = new ArrayList<>();
            try {
                int port = options.udpPort();
                for (int binding = 0; binding < options.bind().size(); binding++) {
                    for (MediaLoop loop : loops) {
                        Channel socket = udp(loop, binding, port, probe);
                        bound.add(socket);
                        port = ((InetSocketAddress) socket.localAddress()).getPort();
                    }
                }
                open.addAll(bound);
                int next = 0;
                for (int binding = 0; binding < options.bind().size(); binding++) {
                    for (MediaLoop loop : loops) {
                        loop.addSocket(bound.get(next++));
                    }
                }
                return port;
            } catch (IOException e) {
                bound.forEach(socket -> socket.close().syncUninterruptibly());
                if (options.udpPort() != 0 || options.bind().size() == 1 || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private Channel udp(MediaLoop loop, int binding, int port, @Nullable ChannelHandler probe) throws IOException {
        InetAddress address = options.bind().get(binding);
        SocketProtocolFamily family =
                address instanceof Inet4Address ? SocketProtocolFamily.INET : SocketProtocolFamily.INET6;
        Bootstrap bootstrap = new Bootstrap()
                .group(loop.eventLoop())
                .channelFactory(() -> new EpollDatagramChannel(family))
                .option(ChannelOption.ALLOCATOR, allocator)
                .option(ChannelOption.SO_RCVBUF, SOCKET_BUFFER)
                .option(ChannelOption.SO_SNDBUF, SOCKET_BUFFER)
                .option(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new FixedRecvByteBufAllocator(READ_BATCH * MediaLoop.MAX_PACKET))
                // Without UDP_GRO, with which this would merge datagrams into one (Netty 4.2.18).
                .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, MediaLoop.MAX_PACKET)
                .option(UnixChannelOption.SO_REUSEPORT, true)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, UDP_WATER_MARK)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (probe != null) {
                            channel.pipeline().addLast(probe);
                        }
                        channel.pipeline().addLast(new UdpSocket(loop, binding));
                    }
                });
        return bound("UDP", address, port, bootstrap.bind(address, port));
    }

    /** Sockets that share a port would also share it with another process of the same user, and packets with it. */
    private void requireFree(int port) throws IOException {
        for (InetAddress address : options.bind()) {
            try (DatagramSocket probe = new DatagramSocket(null)) {
                probe.setReuseAddress(false);
                probe.bind(new InetSocketAddress(address, port));
            } catch (IOException e) {
                throw inUse("UDP", address, port, e);
            }
        }
    }

    /** Binds the listening sockets; returns the port. */
    int tcp(EventLoopGroup group, Map<EventLoop, MediaLoop> loops) throws IOException {
        AtomicInteger strangers = new AtomicInteger();
        for (int attempt = 1; ; attempt++) {
            List<Channel> bound = new ArrayList<>();
            try {
                int port = options.tcpPort();
                for (InetAddress address : options.bind()) {
                    Channel socket = tcp(group, loops, address, port, strangers);
                    bound.add(socket);
                    port = ((InetSocketAddress) socket.localAddress()).getPort();
                }
                open.addAll(bound);
                return port;
            } catch (IOException e) {
                bound.forEach(socket -> socket.close().syncUninterruptibly());
                if (options.tcpPort() != 0 || options.bind().size() == 1 || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private Channel tcp(
            EventLoopGroup group,
            Map<EventLoop, MediaLoop> loops,
            InetAddress address,
            int port,
            AtomicInteger strangers)
            throws IOException {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(group)
                .channel(EpollServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.ALLOCATOR, allocator)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, TCP_WATER_MARK)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        MediaLoop loop = loops.get(channel.eventLoop());
                        if (loop == null) {
                            var unused = channel.close();
                            return;
                        }
                        channel.pipeline()
                                .addLast(
                                        new FrameDecoder(MediaLoop.MAX_PACKET),
                                        new TcpConnection(loop, channel, strangers));
                    }
                });
        return bound("TCP", address, port, bootstrap.bind(address, port));
    }

    private static Channel bound(String protocol, InetAddress address, int port, ChannelFuture binding)
            throws IOException {
        binding.awaitUninterruptibly();
        if (!binding.isSuccess()) {
            throw inUse(protocol, address, port, binding.cause());
        }
        return binding.channel();
    }

    private static IOException inUse(String protocol, InetAddress address, int port, Throwable cause) {
        return new IOException(
                "The media port cannot be opened on " + protocol + " " + address.getHostAddress() + " port " + port
                        + ": " + cause.getMessage()
                        + ". Stop what uses it, or configure another port or an address of this machine.",
                cause);
    }
}
