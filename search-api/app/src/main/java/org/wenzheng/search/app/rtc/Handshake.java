package org.wenzheng.search.app.rtc;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;

/**
 * Before a client's WebSocket opens: connects to the SFU with the client's own request, so that a refusal reaches the client
 * as the SFU said it.
 */
@Component
class Handshake implements HandshakeInterceptor {

    /** Under which the connection to the SFU waits for the client's. */
    static final String UPSTREAM = "upstream";

    private final Doorkeeper doorkeeper;

    Handshake(Doorkeeper doorkeeper) {
        this.doorkeeper = doorkeeper;
    }

    @Override
    public boolean beforeHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            Map<String, Object> attributes)
            throws Exception {
        if (!"websocket".equalsIgnoreCase(request.getHeaders().getFirst(HttpHeaders.UPGRADE))) {
            refuse(response, new Refusal(HttpStatus.NOT_FOUND, "a WebSocket is expected here"));
            return false;
        }
        Upstream upstream = new Upstream();
        Optional<Refusal> refusal = doorkeeper.connect(
                request.getURI(), request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION), upstream);
        if (refusal.isPresent()) {
            refuse(response, refusal.get());
            return false;
        }
        attributes.put(UPSTREAM, upstream);
        return true;
    }

    @Override
    public void afterHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            @Nullable Exception exception) {
        // What waits for a client whose handshake failed here ends by the SFU's own time limit.
    }

    private static void refuse(ServerHttpResponse response, Refusal refusal) throws java.io.IOException {
        response.setStatusCode(refusal.status());
        response.getHeaders().set(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8");
        response.getBody().write(refusal.message().getBytes(StandardCharsets.UTF_8));
    }
}
