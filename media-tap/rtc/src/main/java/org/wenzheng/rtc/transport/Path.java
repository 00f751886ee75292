package org.wenzheng.rtc.transport;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;

/** Where a peer is reached: by which socket and at which address. */
sealed interface Path {
    /** The other side's address. */
    InetSocketAddress remote();

    /**
     * An address seen on one of the UDP sockets. Which event loop's socket is no part of it: they share the port.
     *
     * @param binding which of the addresses that the port is bound to
     */
    record Udp(int binding, InetSocketAddress remote) implements Path {}

    /** A TCP connection. */
    record Tcp(TcpConnection connection) implements Path {
        @Override
        public InetSocketAddress remote() {
            return connection.remote();
        }

        Channel channel() {
            return connection.channel();
        }
    }
}
