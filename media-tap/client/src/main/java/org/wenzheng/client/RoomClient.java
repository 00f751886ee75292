package org.wenzheng.client;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import livekit.LivekitModels.DisconnectReason;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitRtc.JoinResponse;
import livekit.LivekitRtc.LeaveRequest;
import livekit.LivekitRtc.MuteTrackRequest;
import livekit.LivekitRtc.Ping;
import livekit.LivekitRtc.SignalRequest;
import livekit.LivekitRtc.SignalResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A participant of a room by LiveKit's client protocol, two connections. After a loss it resumes its session; where the
 * server does not know it any more it joins anew and publishes the same tracks again. Safe for any thread; all work is done
 * on one of its own.
 */
public final class RoomClient implements AutoCloseable, SignalConnection.Listener {

    private static final Logger log = LoggerFactory.getLogger(RoomClient.class);
    private static final int PROTOCOL = 15;
    private static final long RETRY_STEP_MS = 300;
    private static final long RETRY_MAX_MS = 2_000;
    private static final int MAX_ATTEMPTS = 30;
    private static final int MIN_SILENCE_S = 5;

    private final URI server;
    private final MediaEngine engine;
    private final RoomListener listener;
    private final Duration patience;
    private final RemoteTracks remote;
    private final TextStreams texts;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(runnable -> {
        Thread thread = new Thread(runnable, "room-client");
        thread.setDaemon(true);
        return thread;
    });
    private final Executor thread = task -> run(() -> {
        task.run();
        return true;
    });
    private final CompletableFuture<JoinResponse> joined = new CompletableFuture<>();
    private final List<Publication> publications = new ArrayList<>();

    private String token;
    private String sid = "";
    private boolean anew;
    private boolean closed;
    private int attempts;
    private long heard;
    private @Nullable SignalConnection signal;
    private @Nullable Session session;
    private @Nullable ScheduledFuture<?> pings;

    private RoomClient(URI server, String token, MediaEngine engine, RoomListener listener, Duration patience) {
        this.server = server;
        this.token = token;
        this.engine = engine;
        this.listener = listener;
        this.patience = patience;
        this.remote = new RemoteTracks(listener);
        this.texts = new TextStreams(listener);
    }

    /**
     * Joins the room that a token names, and waits until it is in.
     *
     * @param server such as {@code ws://127.0.0.1:8081}
     * @throws ClientException when the server cannot be reached or refuses the token within the patience
     */
    public static RoomClient join(
            URI server, String token, MediaEngine engine, RoomListener listener, Duration patience)
            throws ClientException {
        RoomClient client = new RoomClient(server, token, engine, listener, patience);
        client.run(() -> client.open(false));
        try {
            client.await(client.joined, "the room was not joined");
            return client;
        } catch (ClientException e) {
            client.close();
            throw e;
        }
    }

    /** Who is in the room besides this participant. */
    public List<ParticipantInfo> participants() {
        return remote.participants();
    }

    /**
     * Publishes sound from a source, without discontinuous transmission, and waits for the server's word.
     *
     * @throws ClientException when the server does not take it
     */
    public LocalAudio publishAudio(String name, PcmSource pcm) throws ClientException {
        String cid = UUID.randomUUID().toString();
        LocalAudio audio = new LocalAudio(engine, cid, pcm);
        publish(Publication.of(audio, cid, name));
        return audio;
    }

    /**
     * Publishes pictures that are pushed into what it gives.
     *
     * @param maxBitrate bits a second
     * @throws ClientException when the server does not take it
     */
    public LocalVideo publishVideo(String name, int width, int height, int maxBitrate) throws ClientException {
        String cid = UUID.randomUUID().toString();
        LocalVideo video = new LocalVideo(engine, cid);
        publish(Publication.of(video, cid, name, width, height, maxBitrate));
        return video;
    }

    /** The server's id of a track that is published. @throws ClientException when it is none */
    public String sid(AutoCloseable local) throws ClientException {
        CompletableFuture<String> sid = new CompletableFuture<>();
        run(() -> {
            publications.stream()
                    .filter(publication -> publication.local == local)
                    .findFirst()
                    .ifPresentOrElse(
                            publication -> sid.complete(publication.sid.getNow("")),
                            () -> sid.completeExceptionally(new ClientException("it is not published")));
            return true;
        });
        return await(sid, "a track has no id");
    }

    /** Tells the others that the sound is off, which silences it at once at their end; the source should go silent too. */
    public void mute(LocalAudio audio, boolean muted) {
        run(() -> {
            for (Publication publication : publications) {
                String its = publication.sid.getNow("");
                if (publication.local == audio && !its.isEmpty()) {
                    send(SignalRequest.newBuilder()
                            .setMute(MuteTrackRequest.newBuilder().setSid(its).setMuted(muted)));
                }
            }
            return true;
        });
    }

    /** Sends a text to all in the room, reliably, of any length. */
    public void sendText(String topic, String text, Map<String, String> attributes) {
        run(() -> {
            if (session != null) {
                TextStreams.packets(topic, text, attributes).forEach(session::send);
            }
            return true;
        });
    }

    /** Leaves the room and frees what it held. */
    @Override
    public void close() {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        run(() -> {
            if (!closed) {
                send(SignalRequest.newBuilder()
                        .setLeave(LeaveRequest.newBuilder()
                                .setReason(DisconnectReason.CLIENT_INITIATED)
                                .setAction(LeaveRequest.Action.DISCONNECT)));
                release();
            }
            done.complete(true);
            return true;
        });
        try {
            done.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            log.warn("A participant did not close in time");
        }
        executor.shutdown();
    }

    @Override
    public void received(SignalConnection from, SignalResponse message) {
        if (from == signal && !closed) {
            heard = System.nanoTime();
            // At once: told to leave, it must know that before it is told that the connection closed.
            attempt(() -> handle(message));
        }
    }

    @Override
    public void lost(SignalConnection which, String reason) {
        if (which != signal || closed) {
            return;
        }
        signal = null;
        if (!joined.isDone()) {
            joined.completeExceptionally(new ClientException("the connection to the SFU was " + reason));
            return;
        }
        if (++attempts > MAX_ATTEMPTS) {
            end("the server was not found again");
            return;
        }
        log.info("The connection to the SFU was {}; connecting again", reason);
        executor.schedule(
                () -> run(() -> open(!anew)),
                Math.min(RETRY_MAX_MS, RETRY_STEP_MS * (attempts - 1)),
                TimeUnit.MILLISECONDS);
    }

    private boolean open(boolean resume) {
        if (!closed) {
            heard = System.nanoTime();
            String query = "/rtc?auto_subscribe=1&sdk=unknown&adaptive_stream=0&protocol=" + PROTOCOL;
            signal = SignalConnection.open(
                    server.resolve(resume ? query + "&reconnect=1&sid=" + sid : query), token, thread, this);
        }
        return true;
    }

    private boolean handle(SignalResponse message) throws ClientException {
        Session current = session;
        switch (message.getMessageCase()) {
            case JOIN -> entered(message.getJoin());
            case UPDATE ->
                message.getUpdate().getParticipantsList().stream()
                        .filter(participant -> !participant.getSid().equals(sid))
                        .forEach(remote::update);
            case LEAVE -> told(message.getLeave());
            case REFRESH_TOKEN -> token = message.getRefreshToken();
            default -> {
                if (current != null) {
                    negotiate(current, message);
                }
            }
        }
        return true;
    }

    private void negotiate(Session current, SignalResponse message) throws ClientException {
        switch (message.getMessageCase()) {
            case RECONNECT -> {
                attempts = 0;
                current.resume(publications);
                listener.returned();
            }
            case OFFER -> current.offered(message.getOffer());
            case ANSWER -> current.answered(message.getAnswer());
            case TRICKLE -> current.candidate(message.getTrickle());
            case TRACK_PUBLISHED -> {
                for (Publication publication : publications) {
                    if (publication
                            .request
                            .getCid()
                            .equals(message.getTrackPublished().getCid())) {
                        publication.sid.obtrudeValue(
                                message.getTrackPublished().getTrack().getSid());
                        current.publish(publication);
                    }
                }
            }
            default -> {}
        }
    }

    private void entered(JoinResponse join) throws ClientException {
        boolean again = session != null;
        if (session != null) {
            session.close();
        }
        sid = join.getParticipant().getSid();
        anew = false;
        attempts = 0;
        remote.forget();
        join.getOtherParticipantsList().forEach(remote::update);
        Session fresh = new Session(engine, remote, thread, this::send, texts::received, this::mediaLost);
        session = fresh;
        ping(Math.max(1, join.getPingInterval()), Math.max(MIN_SILENCE_S, join.getPingTimeout()));
        for (Publication publication : publications) {
            publication.removed();
            send(SignalRequest.newBuilder().setAddTrack(publication.request));
        }
        fresh.offer(false);
        joined.complete(join);
        if (again) {
            listener.returned();
        }
    }

    /** The media path is gone while the signalling may stand: begins again from the signalling. */
    private void mediaLost() {
        SignalConnection current = signal;
        if (current != null && !closed) {
            anew = attempts > 0;
            current.abort();
            lost(current, "without a media path");
        }
    }

    private void told(LeaveRequest leave) {
        SignalConnection current = signal;
        switch (leave.getAction()) {
            case RECONNECT, RESUME -> {
                anew = leave.getAction() == LeaveRequest.Action.RECONNECT;
                if (current != null) {
                    current.abort();
                    lost(current, "sent back by the server");
                }
            }
            default -> end("the server says " + leave.getReason());
        }
    }

    /** Asks for a sign of life; without any for so long the connection is gone, whatever TCP believes. */
    private void ping(int seconds, int silence) {
        if (pings != null) {
            pings.cancel(false);
        }
        pings = executor.scheduleAtFixedRate(
                () -> {
                    SignalConnection current = signal;
                    if (current != null && System.nanoTime() - heard > TimeUnit.SECONDS.toNanos(silence)) {
                        current.abort();
                        lost(current, "silent for " + silence + " s");
                    } else {
                        send(SignalRequest.newBuilder()
                                .setPingReq(Ping.newBuilder().setTimestamp(System.currentTimeMillis())));
                    }
                },
                seconds,
                seconds,
                TimeUnit.SECONDS);
    }

    private void publish(Publication publication) throws ClientException {
        run(() -> {
            publications.add(publication);
            send(SignalRequest.newBuilder().setAddTrack(publication.request));
            return true;
        });
        await(publication.sid, "the track was not taken");
    }

    private void send(SignalRequest.Builder message) {
        if (signal != null) {
            signal.send(message);
        }
    }

    private void end(String reason) {
        if (!closed) {
            release();
            listener.ended(reason);
        }
    }

    private void release() {
        closed = true;
        if (pings != null) {
            pings.cancel(false);
        }
        // The sources first: they push into what the connections free.
        for (Publication publication : publications) {
            try {
                publication.local.close();
            } catch (Exception e) { // AutoCloseable declares no narrower type
                log.warn("A track did not close", e);
            }
        }
        if (session != null) {
            session.close();
        }
        if (signal != null) {
            signal.close();
        }
    }

    private <T> T await(CompletableFuture<T> future, String failure) throws ClientException {
        try {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClientException(failure, e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new ClientException(failure + ": " + (cause == null ? "" : cause.getMessage()), e);
        } catch (TimeoutException e) {
            throw new ClientException(failure + " within " + patience.toMillis() + " ms", e);
        }
    }

    private void run(Callable<Boolean> task) {
        try {
            executor.execute(() -> attempt(task));
        } catch (RejectedExecutionException e) {
            log.debug("A participant that closed was asked for something", e);
        }
    }

    private static void attempt(Callable<Boolean> task) {
        try {
            task.call();
        } catch (Exception e) {
            log.warn("A participant could not go on as asked: {}", e.getMessage(), e);
        }
    }
}
