package org.wenzheng.search.app.rtc;

import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketSession;

/**
 * One client's connection to the SFU. What comes from there goes to the client in order, one message at a time: a client that
 * does not read holds up nobody but itself. Messages that come before the client is there wait in the socket.
 */
final class Upstream implements WebSocket.Listener {

    private final CompletableFuture<WebSocketSession> client = new CompletableFuture<>();
    private @Nullable WebSocket sfu;

    void opened(WebSocket socket) {
        sfu = socket;
    }

    /** The client is there: what waits goes to it. */
    void attach(WebSocketSession session) {
        client.complete(session);
        WebSocket socket = sfu;
        if (socket != null) {
            socket.request(1);
        }
    }

    /** Passes a client's message on; returns when it is on its way, or when there is no way any more. */
    void send(BinaryMessage message) {
        WebSocket socket = sfu;
        if (socket == null) {
            return;
        }
        try {
            socket.sendBinary(message.getPayload(), message.isLast()).join();
        } catch (CompletionException e) {
            end(CloseStatus.SERVICE_RESTARTED); // the client connects anew
        }
    }

    /** The client has gone. */
    void close() {
        WebSocket socket = sfu;
        if (socket != null) {
            var unused =
                    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").whenComplete((closed, failure) -> socket.abort());
        }
    }

    @Override
    public void onOpen(WebSocket socket) {
        // Nothing is asked for before the client is there.
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
        try {
            client.join().sendMessage(new BinaryMessage(data, last));
            socket.request(1);
        } catch (IOException | IllegalStateException e) {
            socket.abort(); // the client has gone, which its own side tells
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        end(new CloseStatus(code == WebSocket.NORMAL_CLOSURE ? code : CloseStatus.SERVER_ERROR.getCode(), reason));
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
        end(CloseStatus.SERVICE_RESTARTED);
    }

    private void end(CloseStatus status) {
        client.thenAccept(session -> {
            try {
                session.close(status);
            } catch (IOException e) {
                // It is closed then.
            }
        });
    }
}
