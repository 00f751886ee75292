package org.wenzheng.rtc.transport;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.unix.Errors.NativeIoException;

/** What one event loop reads from one of the port's UDP sockets. The socket is never closed for an error. */
final class UdpSocket extends ChannelInboundHandlerAdapter {
    private static final int EIO = -5;
    private static final int EINVAL = -22;
    private static final int EMSGSIZE = -90;

    private final MediaLoop loop;
    private final int binding;

    /** @param binding which of the addresses that the port is bound to */
    UdpSocket(MediaLoop loop, int binding) {
        this.loop = loop;
        this.binding = binding;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        DatagramPacket datagram = (DatagramPacket) message;
        try {
            loop.beginRead();
            loop.receive(datagram.content(), binding, datagram.sender(), null);
        } finally {
            datagram.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        loop.endRead();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        int error = cause instanceof NativeIoException failure ? failure.expectedErr() : 0;
        loop.sendFailed(error == EIO || error == EINVAL || error == EMSGSIZE);
    }
}
