package org.wenzheng.sfu.http;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.timeout.IdleStateEvent;
import livekit.LivekitRtc.SignalResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wenzheng.sfu.room.Rooms;
import org.wenzheng.sfu.room.SignalLink;
import org.wenzheng.sfu.room.SignalSession;
import org.wenzheng.signalling.admission.Joining;
import org.wenzheng.signalling.admission.RefusedException;
import org.wenzheng.signalling.message.MalformedMessageException;
import org.wenzheng.signalling.message.SignalMessages;

/** One client's WebSocket. */
final class SignalHandler extends SimpleChannelInboundHandler<WebSocketFrame> {

    private static final Logger log = LoggerFactory.getLogger(SignalHandler.class);

    /** Bytes that may wait for a client that does not read; then it is closed. */
    private static final int MAX_WAITING = 4 << 20;

    private final Rooms rooms;
    private final Joining joining;
    private @Nullable SignalSession session;

    SignalHandler(Rooms rooms, Joining joining) {
        this.rooms = rooms;
        this.joining = joining;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        try {
            session = rooms.connect(joining, new Link(context.channel()));
        } catch (RefusedException e) {
            log.warn("A client was refused: {}", e.getMessage());
            context.close();
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        SignalSession current = session;
        if (frame instanceof BinaryWebSocketFrame && current != null) {
            try {
                current.request(SignalMessages.request(ByteBufUtil.getBytes(frame.content())));
            } catch (MalformedMessageException e) {
                log.warn("A client's message was refused: {}", e.getMessage());
                close(context.channel(), 1007, "malformed message");
            }
        } else if (frame instanceof PingWebSocketFrame) {
            context.writeAndFlush(new PongWebSocketFrame(frame.content().retain()));
        } else if (frame instanceof CloseWebSocketFrame) {
            close(context.channel(), 1000, "");
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        if (session != null) {
            session.closed();
        }
        super.channelInactive(context);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (event instanceof IdleStateEvent) {
            context.close();
        } else {
            super.userEventTriggered(context, event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        log.debug("A client's connection failed", cause);
        context.close();
    }

    private static void close(Channel channel, int code, String reason) {
        channel.writeAndFlush(new CloseWebSocketFrame(code, reason)).addListener(ChannelFutureListener.CLOSE);
    }

    /** The way back. */
    private record Link(Channel channel) implements SignalLink {

        @Override
        public void send(SignalResponse message) {
            var waiting = channel.unsafe().outboundBuffer();
            if (waiting != null && waiting.totalPendingWriteBytes() > MAX_WAITING) {
                channel.close();
                return;
            }
            channel.writeAndFlush(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(message.toByteArray())));
        }

        @Override
        public void close() {
            channel.eventLoop().execute(() -> SignalHandler.close(channel, 1000, ""));
        }
    }
}
