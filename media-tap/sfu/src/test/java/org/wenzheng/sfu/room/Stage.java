package org.wenzheng.sfu.room;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import livekit.LivekitModels.Encryption;
import livekit.LivekitModels.TrackSource;
import livekit.LivekitModels.TrackType;
import livekit.LivekitModels.VideoLayer;
import livekit.LivekitModels.VideoQuality;
import livekit.LivekitRtc.AddTrackRequest;
import livekit.LivekitRtc.ConnectionSettings;
import livekit.LivekitRtc.JoinRequest;
import livekit.LivekitRtc.SessionDescription;
import livekit.LivekitRtc.SignalRequest;
import livekit.LivekitRtc.SignalResponse;
import org.wenzheng.signalling.admission.ConnectionMode;
import org.wenzheng.signalling.admission.Joining;
import org.wenzheng.signalling.admission.RefusedException;
import org.wenzheng.signalling.token.AccessToken;
import org.wenzheng.signalling.token.ApiKeys;
import org.wenzheng.signalling.token.CallClaims;
import org.wenzheng.signalling.token.TokenIssuer;
import org.wenzheng.signalling.token.VideoGrant;

/** Rooms on one loop whose time the test moves, with fake peers and clients that are lists of messages. */
final class Stage {

    static final Instant NOW = Instant.parse("2026-11-26T04:00:00Z");
    static final String FINGERPRINT = "AB" + ":AB".repeat(31);

    final EmbeddedChannel loop = new EmbeddedChannel();
    final FakePort port = new FakePort(loop.eventLoop());
    final Rooms rooms;
    private long nanos = 1_000_000_000L;

    Stage() {
        this(RoomLimits.DEFAULT);
    }

    Stage(RoomLimits limits) {
        this(limits, Taps.NONE);
    }

    Stage(RoomLimits limits, Taps taps) {
        loop.freezeTime();
        rooms = new Rooms(new RoomContext(
                port,
                limits,
                new Ids(new Random(4)),
                new TokenIssuer(ApiKeys.parse("k:0123456789abcdef0123456789abcdef")),
                taps,
                CallClaims.NONE,
                Clock.fixed(NOW, ZoneOffset.UTC),
                () -> nanos));
    }

    long now() {
        return nanos;
    }

    /** Time passes, and what was due happens. */
    void advance(long millis) {
        for (long passed = 0; passed < millis; passed += 100) {
            nanos += 100_000_000L;
            loop.advanceTimeBy(100, TimeUnit.MILLISECONDS);
            loop.runScheduledPendingTasks();
            loop.runPendingTasks();
        }
    }

    /** A little time passes. */
    void step(long millis) {
        nanos += millis * 1_000_000L;
        loop.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        loop.runScheduledPendingTasks();
        loop.runPendingTasks();
    }

    void settle() {
        loop.runPendingTasks();
    }

    static AccessToken token(String identity, String room) {
        return token(identity, VideoGrant.join(room), Map.of());
    }

    static AccessToken token(String identity, VideoGrant grant, Map<String, String> attributes) {
        return new AccessToken("k", identity, "", "", attributes, grant, NOW, NOW.plusSeconds(3600));
    }

    Client join(String identity) throws RefusedException {
        return join(new Joining(
                ConnectionMode.DUAL,
                "r",
                token(identity, "r"),
                JoinRequest.newBuilder()
                        .setConnectionSettings(ConnectionSettings.newBuilder().setAutoSubscribe(true))
                        .build()));
    }

    Client join(Joining joining) throws RefusedException {
        int before = port.peers.size();
        Link link = new Link();
        SignalSession session = rooms.connect(joining, link);
        settle();
        // Whoever resumes or is turned away has no new peers; nobody looks at them then.
        int first = Math.min(before, port.peers.size() - 1);
        return new Client(joining, link, session, port.peers.get(first), port.peers.get(port.peers.size() - 1));
    }

    Room room() {
        return Objects.requireNonNull(rooms.find("r"));
    }

    Participant participant(String identity) {
        return Objects.requireNonNull(room().participant(identity));
    }

    /** What was sent over one client's signalling. */
    static final class Link implements SignalLink {

        final List<SignalResponse> messages = new ArrayList<>();
        boolean closed;

        @Override
        public void send(SignalResponse message) {
            messages.add(message);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** One client. */
    final class Client {

        final Joining joining;
        final Link link;
        final List<SignalResponse> messages;
        final SignalSession session;
        final FakePort.FakePeer publishing;
        final FakePort.FakePeer subscribing;

        Client(
                Joining joining,
                Link link,
                SignalSession session,
                FakePort.FakePeer publishing,
                FakePort.FakePeer subscribing) {
            this.joining = joining;
            this.link = link;
            this.messages = link.messages;
            this.session = session;
            this.publishing = publishing;
            this.subscribing = subscribing;
        }

        boolean isClosed() {
            return link.closed;
        }

        void ask(SignalRequest.Builder request) {
            session.request(request.build());
            settle();
        }

        List<SignalResponse> got(SignalResponse.MessageCase kind) {
            return messages.stream()
                    .filter(message -> message.getMessageCase() == kind)
                    .toList();
        }

        SignalResponse last(SignalResponse.MessageCase kind) {
            List<SignalResponse> all = got(kind);
            if (all.isEmpty()) {
                throw new AssertionError("no " + kind + " among "
                        + messages.stream().map(SignalResponse::getMessageCase).toList());
            }
            return all.get(all.size() - 1);
        }

        /** Answers the last offer, as a client does that takes everything. */
        void answer() {
            answer(Offers.answer(joining.token().identity()));
        }

        /** Answers the last offer with a description of its own. */
        void answer(String sdp) {
            SessionDescription offer = last(SignalResponse.MessageCase.OFFER).getOffer();
            ask(SignalRequest.newBuilder()
                    .setAnswer(SessionDescription.newBuilder()
                            .setType("answer")
                            .setId(offer.getId())
                            .setSdp(sdp)));
        }

        /** Announces and offers a microphone, and connects. Returns the track's sid. */
        String publishMicrophone() {
            return publishMicrophone(Encryption.Type.NONE);
        }

        String publishMicrophone(Encryption.Type encryption) {
            ask(SignalRequest.newBuilder()
                    .setAddTrack(AddTrackRequest.newBuilder()
                            .setCid("mic")
                            .setEncryption(encryption)
                            .setType(TrackType.AUDIO)
                            .setSource(TrackSource.MICROPHONE)));
            offer(Offers.microphone(joining.token().identity()));
            return last(SignalResponse.MessageCase.TRACK_PUBLISHED)
                    .getTrackPublished()
                    .getTrack()
                    .getSid();
        }

        /** Announces and offers a camera of three layers. Returns the track's sid. */
        String publishCamera() {
            return publishVideo(TrackSource.CAMERA);
        }

        /** Announces and offers pictures of three layers. Returns the track's sid. */
        String publishVideo(TrackSource source) {
            AddTrackRequest.Builder request = AddTrackRequest.newBuilder()
                    .setCid("cam")
                    .setType(TrackType.VIDEO)
                    .setSource(source)
                    .setWidth(1280)
                    .setHeight(720);
            for (int layer = 0; layer < 3; layer++) {
                request.addLayers(VideoLayer.newBuilder()
                        .setQuality(VideoQuality.forNumber(layer))
                        .setWidth(320 << layer)
                        .setHeight(180 << layer));
            }
            ask(SignalRequest.newBuilder().setAddTrack(request));
            offer(Offers.camera(joining.token().identity()));
            return last(SignalResponse.MessageCase.TRACK_PUBLISHED)
                    .getTrackPublished()
                    .getTrack()
                    .getSid();
        }

        void offer(String sdp) {
            ask(SignalRequest.newBuilder()
                    .setOffer(SessionDescription.newBuilder()
                            .setType("offer")
                            .setId(7)
                            .setSdp(sdp)));
        }
    }
}
