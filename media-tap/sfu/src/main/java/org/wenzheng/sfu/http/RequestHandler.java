package org.wenzheng.sfu.http;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.handler.timeout.IdleStateEvent;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wenzheng.signalling.admission.ConnectionMode;
import org.wenzheng.signalling.admission.Joining;
import org.wenzheng.signalling.admission.RefusedException;
import org.wenzheng.signalling.message.SignalMessages;

/** Routes HTTP requests. No address is ever logged: tokens stand in them. */
final class RequestHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

    private static final Logger log = LoggerFactory.getLogger(RequestHandler.class);
    private static final String SERVICE = "/twirp/livekit.RoomService/";
    private static final String TEXT = "text/plain; charset=utf-8";

    private final Routes routes;

    RequestHandler(Routes routes) {
        this.routes = routes;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        QueryStringDecoder address = new QueryStringDecoder(request.uri());
        String path = collapse(address.path());
        if (request.decoderResult().isFailure()) {
            reply(
                    context,
                    request,
                    HttpResponseStatus.BAD_REQUEST,
                    TEXT,
                    "malformed or too long".getBytes(StandardCharsets.UTF_8));
        } else if (request.method().equals(HttpMethod.OPTIONS)) {
            reply(context, request, HttpResponseStatus.OK, TEXT, new byte[0]);
        } else if (path.startsWith(SERVICE)) {
            serve(context, request, path.substring(SERVICE.length()));
        } else {
            get(context, request, path, address);
        }
    }

    private void get(ChannelHandlerContext context, FullHttpRequest request, String path, QueryStringDecoder address) {
        try {
            switch (path) {
                case "/rtc" -> join(context, request, ConnectionMode.DUAL, address);
                case "/rtc/v1" -> join(context, request, ConnectionMode.SINGLE, address);
                case "/rtc/validate" -> validate(context, request, ConnectionMode.DUAL, address);
                case "/rtc/v1/validate" -> validate(context, request, ConnectionMode.SINGLE, address);
                case "/health/live" -> text(context, request, HttpResponseStatus.OK, "UP");
                case "/health/ready" -> {
                    boolean ready = routes.ready().getAsBoolean();
                    text(
                            context,
                            request,
                            ready ? HttpResponseStatus.OK : HttpResponseStatus.SERVICE_UNAVAILABLE,
                            ready ? "UP" : "DOWN");
                }
                case "/metrics" ->
                    reply(
                            context,
                            request,
                            HttpResponseStatus.OK,
                            Metrics.TYPE,
                            routes.metrics().text());
                case "/" -> text(context, request, HttpResponseStatus.OK, "OK");
                default -> text(context, request, HttpResponseStatus.NOT_FOUND, "not found");
            }
        } catch (RefusedException e) {
            text(context, request, HttpResponseStatus.valueOf(e.status()), String.valueOf(e.getMessage()));
        }
    }

    private Joining admit(FullHttpRequest request, ConnectionMode mode, QueryStringDecoder address)
            throws RefusedException {
        Map<String, String> parameters = new HashMap<>();
        for (Map.Entry<String, List<String>> parameter : address.parameters().entrySet()) {
            parameters.put(parameter.getKey(), parameter.getValue().get(0));
        }
        Joining joining = routes.admission().admit(mode, parameters, authorization(request));
        routes.rooms().check(joining.room());
        return joining;
    }

    private void validate(
            ChannelHandlerContext context, FullHttpRequest request, ConnectionMode mode, QueryStringDecoder address)
            throws RefusedException {
        admit(request, mode, address);
        text(context, request, HttpResponseStatus.OK, "success");
    }

    private void join(
            ChannelHandlerContext context, FullHttpRequest request, ConnectionMode mode, QueryStringDecoder address)
            throws RefusedException {
        if (!request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)) {
            throw new RefusedException(404, "a WebSocket is expected here");
        }
        Joining joining = admit(request, mode, address);
        WebSocketServerHandshaker handshaker = new WebSocketServerHandshakerFactory(
                        "ws://localhost/rtc", null, false, SignalMessages.MAX_SIGNAL_BYTES)
                .newHandshaker(request);
        if (handshaker == null) {
            WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(context.channel());
            return;
        }
        SignalHandler signalling = new SignalHandler(routes.rooms(), joining);
        handshaker.handshake(context.channel(), request).addListener(done -> {
            if (done.isSuccess()) {
                context.pipeline().addLast(new WebSocketFrameAggregator(SignalMessages.MAX_SIGNAL_BYTES));
                context.pipeline().addLast(signalling);
                context.pipeline().remove(this);
                if (context.pipeline().get(HttpObjectAggregator.class) != null) {
                    context.pipeline().remove(HttpObjectAggregator.class);
                }
            } else {
                context.close();
            }
        });
    }

    private void serve(ChannelHandlerContext context, FullHttpRequest request, String method) {
        if (!request.method().equals(HttpMethod.POST)) {
            text(context, request, HttpResponseStatus.METHOD_NOT_ALLOWED, "POST is expected here");
            return;
        }
        String type = request.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
        boolean json = type.startsWith("application/json");
        byte[] body = ByteBufUtil.getBytes(request.content());
        boolean keepAlive = HttpUtil.isKeepAlive(request);
        routes.service().call(method, body, json, authorization(request)).whenComplete((answer, failure) -> {
            if (failure != null) {
                log.error("The room service failed", failure);
            }
            ServiceAnswer sent =
                    failure == null ? answer : ServiceAnswer.failed("internal", 500, "see the server's log");
            write(
                    context,
                    keepAlive,
                    response(HttpResponseStatus.valueOf(sent.status()), sent.contentType(), sent.body()));
        });
    }

    private static @Nullable String authorization(FullHttpRequest request) {
        return request.headers().get(HttpHeaderNames.AUTHORIZATION);
    }

    private static void text(
            ChannelHandlerContext context, FullHttpRequest request, HttpResponseStatus status, String message) {
        reply(context, request, status, TEXT, message.getBytes(StandardCharsets.UTF_8));
    }

    private static void reply(
            ChannelHandlerContext context,
            FullHttpRequest request,
            HttpResponseStatus status,
            String type,
            byte[] body) {
        write(context, HttpUtil.isKeepAlive(request), response(status, type, body));
    }

    private static FullHttpResponse response(HttpResponseStatus status, String type, byte[] body) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
        // Any page may ask: what opens a room is the token.
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, type)
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, "*");
        return response;
    }

    private static void write(ChannelHandlerContext context, boolean keepAlive, FullHttpResponse response) {
        HttpUtil.setKeepAlive(response, keepAlive);
        var written = context.writeAndFlush(response);
        if (!keepAlive) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** Clients that were given an address with a slash at its end ask for two. */
    private static String collapse(String path) {
        int start = 0;
        while (start + 1 < path.length() && path.charAt(start) == '/' && path.charAt(start + 1) == '/') {
            start++;
        }
        return path.substring(start);
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
        log.debug("A connection failed", cause);
        context.close();
    }
}
