package org.wenzheng.client;

import dev.onvoid.webrtc.RTCDataChannel;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.media.MediaStreamTrack;
import java.util.Collection;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import livekit.LivekitModels.DataPacket;
import livekit.LivekitModels.TrackInfo;
import livekit.LivekitRtc.SessionDescription;
import livekit.LivekitRtc.SignalRequest;
import livekit.LivekitRtc.SignalTarget;
import livekit.LivekitRtc.SyncState;
import livekit.LivekitRtc.TrackPublishedResponse;
import livekit.LivekitRtc.TrickleRequest;

/**
 * The two connections of one stay in a room: publishing, which this side offers, and subscribing, which the server offers. It
 * outlives the WebSocket when the session is resumed.
 */
final class Session {

    private final MediaEngine engine;
    private final Transport publisher;
    private final Transport subscriber;
    private final DataChannels channels;
    private final RemoteTracks remote;
    private final Consumer<SignalRequest.Builder> signal;
    private int offers;
    private boolean offering;
    private boolean offerAgain;

    /** @param failed is called on the participant's thread when a connection is lost */
    Session(
            MediaEngine engine,
            RemoteTracks remote,
            Executor thread,
            Consumer<SignalRequest.Builder> signal,
            Consumer<DataPacket> data,
            Runnable failed) {
        this.engine = engine;
        this.remote = remote;
        this.signal = signal;
        this.publisher = new Transport(engine.sending(), new Events(SignalTarget.PUBLISHER, thread, failed));
        this.channels = new DataChannels(publisher, thread, data);
        this.subscriber = new Transport(engine.receiving(), new Events(SignalTarget.SUBSCRIBER, thread, failed));
    }

    /** Offers what is published now; while an answer is awaited, once more afterwards. */
    void offer(boolean iceRestart) throws ClientException {
        if (offering && !iceRestart) {
            offerAgain = true;
            return;
        }
        offering = true;
        signal.accept(SignalRequest.newBuilder()
                .setOffer(publisher.offer(iceRestart).toBuilder().setId(++offers)));
    }

    void answered(SessionDescription answer) throws ClientException {
        publisher.accept(changed(answer));
        offering = false;
        if (offerAgain) {
            offerAgain = false;
            offer(false);
        }
    }

    void offered(SessionDescription offer) throws ClientException {
        remote.offered(offer.getSdp());
        signal.accept(SignalRequest.newBuilder()
                .setAnswer(subscriber.answer(changed(offer)).toBuilder().setId(offer.getId())));
    }

    private SessionDescription changed(SessionDescription theirs) {
        return theirs.toBuilder().setSdp(engine.described(theirs.getSdp())).build();
    }

    void candidate(TrickleRequest trickle) throws ClientException {
        (trickle.getTarget() == SignalTarget.PUBLISHER ? publisher : subscriber).add(trickle.getCandidateInit());
    }

    /** Puts a track on the publishing connection, unless it is there. */
    void publish(Publication publication) throws ClientException {
        if (publication.addTo(publisher)) {
            offer(false);
        }
    }

    void send(DataPacket.Builder packet) {
        channels.send(packet);
    }

    /** After the WebSocket came back: says what this side has, and looks for a way again. */
    void resume(Collection<Publication> publications) throws ClientException {
        SyncState.Builder state = SyncState.newBuilder();
        RTCSessionDescription theirs = subscriber.connection().getCurrentRemoteDescription();
        RTCSessionDescription ours = subscriber.connection().getCurrentLocalDescription();
        if (theirs != null && ours != null) {
            state.setOffer(Transport.message(theirs)).setAnswer(Transport.message(ours));
        }
        for (Publication publication : publications) {
            String sid = publication.sid.getNow("");
            if (!sid.isEmpty()) {
                state.addPublishTracks(TrackPublishedResponse.newBuilder()
                        .setCid(publication.request.getCid())
                        .setTrack(TrackInfo.newBuilder().setSid(sid).setName(publication.request.getName())));
            }
        }
        signal.accept(SignalRequest.newBuilder().setSyncState(state));
        offer(true);
    }

    void close() {
        remote.detach();
        channels.close();
        publisher.close();
        subscriber.close();
    }

    private final class Events implements Transport.Events {
        private final SignalTarget target;
        private final Executor thread;
        private final Runnable failed;

        Events(SignalTarget target, Executor thread, Runnable failed) {
            this.target = target;
            this.thread = thread;
            this.failed = failed;
        }

        @Override
        public void candidate(String json) {
            thread.execute(() -> signal.accept(SignalRequest.newBuilder()
                    .setTrickle(
                            TrickleRequest.newBuilder().setCandidateInit(json).setTarget(target))));
        }

        @Override
        public void failed() {
            thread.execute(failed);
        }

        @Override
        public void channel(RTCDataChannel channel) {
            if (target == SignalTarget.SUBSCRIBER) {
                channels.attach(channel);
            }
        }

        @Override
        public void track(String section, MediaStreamTrack track) {
            if (target == SignalTarget.SUBSCRIBER) {
                remote.attach(section, track);
            }
        }
    }
}
