package org.wenzheng.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.onvoid.webrtc.CreateSessionDescriptionObserver;
import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCAnswerOptions;
import dev.onvoid.webrtc.RTCBundlePolicy;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCDataChannel;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCOfferOptions;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.SetSessionDescriptionObserver;
import dev.onvoid.webrtc.media.MediaStreamTrack;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import livekit.LivekitRtc.SessionDescription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One peer connection. Used on the participant's thread, which waits for libwebrtc's answers: they take milliseconds. What
 * libwebrtc calls back is caught here whatever it is, since an exception would abort the JVM.
 */
final class Transport implements PeerConnectionObserver {

    /** What libwebrtc tells, on its own threads. */
    interface Events {
        void candidate(String json);

        void failed();

        void channel(RTCDataChannel channel);

        /** @param section of the session description, its {@code mid} */
        void track(String section, MediaStreamTrack track);
    }

    private static final Logger log = LoggerFactory.getLogger(Transport.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE_S = 5;

    private final Events events;
    private final RTCPeerConnection connection;
    private final List<RTCIceCandidate> early = new ArrayList<>();
    private boolean described;

    Transport(PeerConnectionFactory factory, Events events) {
        this.events = events;
        RTCConfiguration configuration = new RTCConfiguration();
        configuration.bundlePolicy = RTCBundlePolicy.MAX_BUNDLE;
        this.connection = factory.createPeerConnection(configuration, this);
    }

    RTCPeerConnection connection() {
        return connection;
    }

    /** An offer, already set as the local description. */
    SessionDescription offer(boolean iceRestart) throws ClientException {
        RTCOfferOptions options = new RTCOfferOptions();
        options.iceRestart = iceRestart;
        Created created = new Created();
        connection.createOffer(options, created);
        return local(created.description);
    }

    /** The answer to an offer, already set as the local description. */
    SessionDescription answer(SessionDescription offer) throws ClientException {
        remote(RTCSdpType.OFFER, offer.getSdp());
        Created created = new Created();
        connection.createAnswer(new RTCAnswerOptions(), created);
        return local(created.description);
    }

    void accept(SessionDescription answer) throws ClientException {
        remote(RTCSdpType.ANSWER, answer.getSdp());
    }

    /** A candidate of the server, as JSON of RTCIceCandidateInit; one that comes too early waits. */
    void add(String json) throws ClientException {
        JsonNode node;
        try {
            node = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new ClientException("a candidate that is no JSON", e);
        }
        String sdp = node.path("candidate").asText("");
        if (sdp.isEmpty()) {
            return;
        }
        RTCIceCandidate candidate = new RTCIceCandidate(
                node.path("sdpMid").asText("0"), node.path("sdpMLineIndex").asInt(), sdp);
        if (described) {
            connection.addIceCandidate(candidate);
        } else {
            early.add(candidate);
        }
    }

    void close() {
        connection.close();
    }

    static SessionDescription message(RTCSessionDescription description) {
        return SessionDescription.newBuilder()
                .setType(description.sdpType.name().toLowerCase(Locale.ROOT))
                .setSdp(description.sdp)
                .build();
    }

    private SessionDescription local(CompletableFuture<RTCSessionDescription> created) throws ClientException {
        RTCSessionDescription description = await(created);
        SetDone done = new SetDone();
        connection.setLocalDescription(description, done);
        await(done.done);
        return message(description);
    }

    private void remote(RTCSdpType type, String sdp) throws ClientException {
        SetDone done = new SetDone();
        connection.setRemoteDescription(new RTCSessionDescription(type, sdp), done);
        await(done.done);
        described = true;
        early.forEach(connection::addIceCandidate);
        early.clear();
    }

    private static <T> T await(CompletableFuture<T> future) throws ClientException {
        try {
            return future.get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClientException("interrupted while negotiating", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new ClientException("a session description was not taken: " + e.getMessage(), e);
        }
    }

    @Override
    public void onIceCandidate(RTCIceCandidate candidate) {
        guarded(() -> events.candidate(JSON.createObjectNode()
                .put("candidate", candidate.sdp)
                .put("sdpMid", candidate.sdpMid)
                .put("sdpMLineIndex", candidate.sdpMLineIndex)
                .toString()));
    }

    @Override
    public void onConnectionChange(RTCPeerConnectionState state) {
        guarded(() -> {
            if (state == RTCPeerConnectionState.FAILED) {
                events.failed();
            }
        });
    }

    @Override
    public void onDataChannel(RTCDataChannel channel) {
        guarded(() -> events.channel(channel));
    }

    @Override
    public void onTrack(RTCRtpTransceiver transceiver) {
        guarded(() ->
                events.track(transceiver.getMid(), transceiver.getReceiver().getTrack()));
    }

    /** Runs what libwebrtc called for; whatever goes wrong stays in Java. */
    @SuppressWarnings("CatchAndPrintStackTrace")
    static void guarded(Runnable callback) {
        try {
            callback.run();
        } catch (Throwable e) { // out of here it would abort the JVM
            log.warn("A callback of libwebrtc failed", e);
        }
    }

    private static final class Created implements CreateSessionDescriptionObserver {
        private final CompletableFuture<RTCSessionDescription> description = new CompletableFuture<>();

        @Override
        public void onSuccess(RTCSessionDescription created) {
            description.complete(created);
        }

        @Override
        public void onFailure(String error) {
            description.completeExceptionally(new ClientException(error));
        }
    }

    private static final class SetDone implements SetSessionDescriptionObserver {
        private final CompletableFuture<Boolean> done = new CompletableFuture<>();

        @Override
        public void onSuccess() {
            done.complete(true);
        }

        @Override
        public void onFailure(String error) {
            done.completeExceptionally(new ClientException(error));
        }
    }
}
