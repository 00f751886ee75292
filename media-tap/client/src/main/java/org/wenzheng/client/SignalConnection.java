package org.wenzheng.client;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import livekit.LivekitRtc.SignalRequest;
import livekit.LivekitRtc.SignalResponse;
import org.jspecify.annotations.Nullable;

/** One WebSocket to the server. Everything it tells comes on the participant's thread. */
final class SignalConnection implements WebSocket.Listener {

    /** Who is told. */
    interface Listener {
        void received(SignalConnection from, SignalResponse message);

        void lost(SignalConnection which, String reason);
    }

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int MAX_MESSAGE = 4 << 20;
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .executor(Executors.newFixedThreadPool(2, runnable -> {
                Thread thread = new Thread(runnable, "room-socket");
                thread.setDaemon(true);
                return thread;
            }))
            .build();

    private final Executor thread;
    private final Listener listener;
    private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
    // java.net.http.WebSocket takes one message at a time: each waits for the one before.
    private CompletableFuture<@Nullable WebSocket> last = new CompletableFuture<>();

    private SignalConnection(Executor thread, Listener listener) {
        this.thread = thread;
        this.listener = listener;
    }

    /** Begins to connect; a refusal comes as a loss. */
    static SignalConnection open(URI uri, String token, Executor thread, Listener listener) {
        SignalConnection connection = new SignalConnection(thread, listener);
        connection.last = HTTP.newWebSocketBuilder()
                .connectTimeout(CONNECT)
                .header("Authorization", "Bearer " + token)
                .buildAsync(uri, connection)
                .handle((socket, failure) -> {
                    if (failure != null) {
                        connection.tellLost("refused: " + failure.getMessage());
                    }
                    return socket;
                });
        return connection;
    }

    void send(SignalRequest.Builder message) {
        ByteBuffer bytes = ByteBuffer.wrap(message.build().toByteArray());
        last = last.thenCompose(socket -> socket == null
                        ? CompletableFuture.completedFuture((WebSocket) null)
                        : socket.sendBinary(bytes, true))
                .exceptionally(failure -> {
                    // A socket that breaks while it is written to is not always told to the listener.
                    tellLost("broken while sending: " + failure.getMessage());
                    return null;
                });
    }

    /** Sends what waits, then closes. */
    CompletableFuture<?> close() {
        return last.thenCompose(socket -> socket == null
                        ? CompletableFuture.completedFuture((WebSocket) null)
                        : socket.sendClose(WebSocket.NORMAL_CLOSURE, ""))
                .exceptionally(failure -> null);
    }

    void abort() {
        last.thenAccept(socket -> {
            if (socket != null) {
                socket.abort();
            }
        });
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean whole) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        partial.writeBytes(bytes);
        if (partial.size() > MAX_MESSAGE) {
            socket.abort();
            tellLost("a message of more than " + MAX_MESSAGE + " bytes");
        } else if (whole) {
            byte[] message = partial.toByteArray();
            partial.reset();
            try {
                SignalResponse response = SignalResponse.parseFrom(message);
                thread.execute(() -> listener.received(this, response));
            } catch (InvalidProtocolBufferException e) {
                socket.abort();
                tellLost("a message that is none of the protocol");
            }
        }
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        tellLost("closed by the server with " + code);
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
        tellLost("failed: " + failure.getMessage());
    }

    private void tellLost(String reason) {
        thread.execute(() -> listener.lost(this, reason));
    }
}
