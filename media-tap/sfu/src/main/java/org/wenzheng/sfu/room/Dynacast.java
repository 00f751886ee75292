package org.wenzheng.sfu.room;

import livekit.LivekitModels.VideoQuality;
import livekit.LivekitRtc.SignalResponse;
import livekit.LivekitRtc.SubscribedCodec;
import livekit.LivekitRtc.SubscribedQuality;
import livekit.LivekitRtc.SubscribedQualityUpdate;
import org.wenzheng.signalling.sdp.MediaKind;

/**
 * Tells a publisher which layers of a video track somebody watches, so that it need not send the others: more at once,
 * less only after a while, since subscribers change their minds.
 */
final class Dynacast {

    private static final int LAYERS = 3;
    private static final int UNTOLD = LAYERS;

    private final PublishedTrack track;
    private int told = UNTOLD; // the highest layer that the publisher believes is watched; everything at first
    private long lowerSince;
    private boolean lower;

    Dynacast(PublishedTrack track) {
        this.track = track;
    }

    /** Somebody wants more or less. */
    void changed() {
        if (track.kind() != MediaKind.VIDEO) {
            return;
        }
        int needed = needed();
        if (needed > told) {
            lower = false;
            tell(needed);
        } else if (needed < told && !lower) {
            lower = true;
            lowerSince = track.publisher().room().context().nanos().getAsLong();
        } else if (needed == told) {
            lower = false;
        }
    }

    void tick(long now) {
        if (lower
                && now - lowerSince
                        >= track.publisher()
                                .room()
                                .context()
                                .limits()
                                .dynacastDelay()
                                .toNanos()) {
            lower = false;
            int needed = needed();
            if (needed != told) {
                tell(needed);
            }
        }
    }

    private int needed() {
        int needed = track.mirroredLayer();
        for (Subscription subscription : track.subscriptions()) {
            needed = Math.max(needed, subscription.wanted());
        }
        return needed;
    }

    private void tell(int needed) {
        told = needed;
        SubscribedQualityUpdate.Builder update =
                SubscribedQualityUpdate.newBuilder().setTrackSid(track.sid());
        SubscribedCodec.Builder codec =
                SubscribedCodec.newBuilder().setCodec(track.codec().encoding().toLowerCase(java.util.Locale.ROOT));
        for (int layer = 0; layer < LAYERS; layer++) {
            codec.addQualities(SubscribedQuality.newBuilder()
                    .setQuality(VideoQuality.forNumber(layer))
                    .setEnabled(layer <= needed));
        }
        oldField(update, codec);
        track.publisher()
                .send(SignalResponse.newBuilder()
                        .setSubscribedQualityUpdate(update.addSubscribedCodecs(codec))
                        .build());
    }

    @SuppressWarnings("deprecation") // SDKs of old read this field still
    private static void oldField(SubscribedQualityUpdate.Builder update, SubscribedCodec.Builder codec) {
        update.addAllSubscribedQualities(codec.getQualitiesList());
    }
}
