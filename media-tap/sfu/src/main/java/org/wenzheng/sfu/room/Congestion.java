package org.wenzheng.sfu.room;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import livekit.LivekitModels.TrackSource;
import livekit.LivekitRtc.SignalResponse;
import livekit.LivekitRtc.StreamState;
import livekit.LivekitRtc.StreamStateInfo;
import livekit.LivekitRtc.StreamStateUpdate;
import org.wenzheng.rtc.allocation.Layer;
import org.wenzheng.rtc.allocation.LayerAllocator;
import org.wenzheng.rtc.allocation.VideoDemand;
import org.wenzheng.signalling.sdp.MediaKind;

/**
 * Divides what one participant's network carries among the tracks that it receives: audio has what it takes, video gets the
 * layers that fit beside it, a shared screen before cameras. A track that is left out for want of room is told to the client.
 */
final class Congestion {

    private static final long INTERVAL_NANOS = 200_000_000L;
    private static final long PROBE_STEP_MILLIS = 2;

    private static final int SCREEN = 2;
    private static final int CAMERA = 1;

    private final Participant participant;
    private final LayerAllocator<Subscription> allocator = new LayerAllocator<>();
    private final Set<String> paused = new HashSet<>(); // track sids, as the client was told
    private boolean probing;
    private long dividedAt;

    Congestion(Participant participant) {
        this.participant = participant;
    }

    void tick(long now) {
        long estimate = participant.subscribing().estimate();
        if (estimate < 0 || now - dividedAt < INTERVAL_NANOS) {
            return;
        }
        dividedAt = now;
        long audio = 0;
        List<VideoDemand<Subscription>> demands = new ArrayList<>();
        for (Subscription subscription : participant.subscriptions().all()) {
            PublishedTrack track = subscription.track();
            if (track.kind() == MediaKind.AUDIO) {
                audio += track.rates().bitsPerSecond(0, now);
            } else if (subscription.wanted() >= 0) {
                demands.add(new VideoDemand<>(
                        subscription,
                        track.info().getSource() == TrackSource.SCREEN_SHARE ? SCREEN : CAMERA,
                        track.rates().byLayer(now),
                        subscription.wanted(),
                        LayerRates.TEMPORAL_LAYERS - 1));
            }
        }
        Map<Subscription, Layer> layers = allocator.allocate(estimate, audio, demands);
        layers.forEach((subscription, layer) -> subscription.allow(layer.layer(), layer.temporal()));
        tell(layers);
        if (!probing) {
            probe(now);
        }
    }

    private void tell(Map<Subscription, Layer> layers) {
        StreamStateUpdate.Builder update = StreamStateUpdate.newBuilder();
        layers.forEach((subscription, layer) -> {
            String sid = subscription.track().sid();
            boolean changed = layer.paused() ? paused.add(sid) : paused.remove(sid);
            if (changed) {
                update.addStreamStates(StreamStateInfo.newBuilder()
                        .setParticipantSid(subscription.track().publisher().sid())
                        .setTrackSid(sid)
                        .setState(layer.paused() ? StreamState.PAUSED : StreamState.ACTIVE));
            }
        });
        if (update.getStreamStatesCount() > 0) {
            participant.send(
                    SignalResponse.newBuilder().setStreamStateUpdate(update).build());
        }
    }

    /** Goes on in small steps while a probe is under way: sent at once it would say nothing of the rate. */
    private void probe(long now) {
        probing = participant.subscribing().probe(allocator.wanted(), now);
        if (probing) {
            var unused = participant
                    .room()
                    .loop()
                    .schedule(
                            () -> probe(participant.room().context().nanos().getAsLong()),
                            PROBE_STEP_MILLIS,
                            TimeUnit.MILLISECONDS);
        }
    }
}
