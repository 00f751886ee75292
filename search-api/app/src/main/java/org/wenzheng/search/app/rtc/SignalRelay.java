package org.wenzheng.search.app.rtc;

import java.io.IOException;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.BinaryWebSocketHandler;

/** Passes the room protocol's messages on, unread. Media does not come this way. */
@Component
class SignalRelay extends BinaryWebSocketHandler {

    @Override
    public void afterConnectionEstablished(WebSocketSession session) {
        upstream(session).attach(session);
    }

    @Override
    protected void handleBinaryMessage(WebSocketSession session, BinaryMessage message) {
        upstream(session).send(message);
    }

    @Override
    public void handleTransportError(WebSocketSession session, Throwable failure) throws IOException {
        session.close(CloseStatus.SERVER_ERROR);
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        upstream(session).close();
    }

    @Override
    public boolean supportsPartialMessages() {
        return true;
    }

    private static Upstream upstream(WebSocketSession session) {
        if (session.getAttributes().get(Handshake.UPSTREAM) instanceof Upstream upstream) {
            return upstream;
        }
        throw new IllegalStateException("every session comes through the handshake");
    }
}
