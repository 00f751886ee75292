package org.wenzheng.sfu.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The one TCP port of signalling: WebSockets of clients, the room service of servers, health. */
public final class HttpServer implements AutoCloseable {

    /** Characters of the first line: a join request with a session description in it stands there. */
    private static final int MAX_FIRST_LINE = 400 << 10;

    private static final int MAX_HEADERS = 32 << 10;
    private static final int MAX_BODY = 256 << 10;

    /** Seconds without a word from the client: it pings every five. */
    private static final int IDLE_SECONDS = 30;

    private final EventLoopGroup group;
    private final Channel channel;

    private HttpServer(EventLoopGroup group, Channel channel) {
        this.group = group;
        this.channel = channel;
    }

    /**
     * Listens.
     *
     * @throws BindException when the port cannot be used
     */
    public static HttpServer open(HttpOptions options, Routes routes) throws BindException {
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        AtomicInteger connections = new AtomicInteger();
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel child) {
                        child.closeFuture().addListener(closed -> connections.decrementAndGet());
                        if (connections.incrementAndGet() > options.connections()) {
                            child.close();
                            return;
                        }
                        child.pipeline()
                                .addLast(new IdleStateHandler(IDLE_SECONDS, 0, 0, TimeUnit.SECONDS))
                                .addLast(new HttpServerCodec(new HttpDecoderConfig()
                                        .setMaxInitialLineLength(MAX_FIRST_LINE)
                                        .setMaxHeaderSize(MAX_HEADERS)))
                                .addLast(new HttpObjectAggregator(MAX_BODY))
                                .addLast(new RequestHandler(routes));
                    }
                });
        var bound = bootstrap
                .bind(new InetSocketAddress(options.address(), options.port()))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            BindException failure =
                    new BindException("cannot listen on " + options.address().getHostAddress() + ":"
                            + options.port() + " (" + bound.cause().getMessage()
                            + "). Stop what uses the port, or set SFU_PORT to another one");
            failure.initCause(bound.cause());
            throw failure;
        }
        return new HttpServer(group, bound.channel());
    }

    /** The port it listens on. */
    public int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    @Override
    public void close() {
        channel.close().awaitUninterruptibly();
        group.shutdownGracefully(100, 2_000, TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }
}
