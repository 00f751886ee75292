package org.wenzheng.sfu.room;

import java.util.List;
import livekit.LivekitModels.VideoLayer;
import livekit.LivekitModels.VideoQuality;
import livekit.LivekitRtc.UpdateTrackSettings;
import org.jspecify.annotations.Nullable;
import org.wenzheng.rtc.rtp.RtpPacket;
import org.wenzheng.rtc.simulcast.LayerForwarder;
import org.wenzheng.rtc.vp8.Vp8Descriptor;
import org.wenzheng.sfu.media.FeedbackSink;
import org.wenzheng.sfu.media.InboundStream;
import org.wenzheng.sfu.media.InboundTrack;
import org.wenzheng.sfu.media.OutboundStream;
import org.wenzheng.sfu.negotiation.OutboundTrack;
import org.wenzheng.sfu.negotiation.TrackFormat;
import org.wenzheng.signalling.sdp.MediaKind;

/** One track on its way to one participant: which layer, whether at all, and under which numbers. */
public final class Subscription implements FeedbackSink {

    /** A layer counts as wide enough when it has this part of what is asked for. */
    private static final double WIDE_ENOUGH = 0.9;

    private final Participant subscriber;
    private final PublishedTrack track;
    private final OutboundStream stream;
    private final LayerForwarder forwarder;
    private String mid = "";
    private boolean negotiated;
    private boolean disabled;
    private int wanted;
    private int allowed = Integer.MAX_VALUE; // by what the network carries
    private int allowedTemporal = Integer.MAX_VALUE;

    Subscription(Participant subscriber, PublishedTrack track) {
        this.subscriber = subscriber;
        this.track = track;
        this.forwarder = new LayerForwarder(track.clocks());
        TrackFormat incoming = track.inbound().format();
        this.stream = subscriber.subscribing().send(TrackFormat.offered(incoming.codec(), incoming.parameters()), this);
        this.wanted = track.inbound().layers() - 1;
    }

    Participant subscriber() {
        return subscriber;
    }

    PublishedTrack track() {
        return track;
    }

    OutboundStream stream() {
        return stream;
    }

    /** The section it goes in, empty while it has none. */
    String mid() {
        return mid;
    }

    void place(String section) {
        mid = section;
    }

    /** How a section names it. */
    OutboundTrack describe() {
        return new OutboundTrack(
                track.publisher().sid() + "|" + track.sid(),
                track.sid(),
                Integer.toUnsignedLong(stream.ssrc()),
                Integer.toUnsignedLong(stream.repairSsrc()));
    }

    /** The client knows the section now: what is sent can be understood. */
    void negotiated() {
        if (!negotiated) {
            negotiated = true;
            retarget();
        }
    }

    boolean isNegotiated() {
        return negotiated;
    }

    /** The best layer that the client has use for, or -1 when it has paused the track. */
    int wanted() {
        return disabled ? LayerForwarder.PAUSED : wanted;
    }

    /** What the client wants to see. */
    void settings(UpdateTrackSettings settings) {
        disabled = settings.getDisabled();
        int layers = track.inbound().layers();
        if (settings.getWidth() > 0) {
            wanted = byWidth(settings.getWidth(), layers);
        } else {
            VideoQuality quality = settings.getQuality();
            wanted = quality == VideoQuality.OFF || quality == VideoQuality.UNRECOGNIZED
                    ? layers - 1
                    : Math.min(layers - 1, quality.getNumber());
            disabled |= quality == VideoQuality.OFF;
        }
        retarget();
        track.dynacast().changed();
    }

    void forward(
            int layer, long sequence, RtpPacket packet, @Nullable Vp8Descriptor vp8, boolean startsKeyFrame, long now) {
        if (forwarder.offer(layer, sequence, packet.timestamp(), vp8, startsKeyFrame, packet.payloadLength(), now)) {
            if (stream.wantsRedundancy()) {
                stream.sendRedundant(
                        track.redundancy().of(sequence, packet),
                        packet,
                        forwarder.sequence(),
                        forwarder.timestamp(),
                        now);
                return;
            }
            stream.send(
                    packet,
                    vp8,
                    layer,
                    sequence,
                    forwarder.sequence(),
                    forwarder.timestamp(),
                    forwarder.pictureId(),
                    forwarder.tl0PicIdx(),
                    now);
        }
    }

    void senderReport(int layer, long ntp, int timestamp) {
        if (layer == forwarder.current()) {
            subscriber.subscribing().sendSenderReport(stream, ntp, timestamp + forwarder.timestampOffset());
        }
    }

    /** What the subscriber's network carries of the track: the highest layers, {@link LayerForwarder#PAUSED} for none. */
    void allow(int layer, int temporal) {
        if (layer != allowed || temporal != allowedTemporal) {
            allowed = layer;
            allowedTemporal = temporal;
            retarget();
        }
    }

    void tick(long now) {
        retarget();
    }

    /** Chooses the layer anew: the best that is wanted and that is there. */
    void retarget() {
        long now = subscriber.room().context().nanos().getAsLong();
        int target = target(now);
        int temporal = target == allowed ? allowedTemporal : Integer.MAX_VALUE;
        if (target != forwarder.target() || temporal != forwarder.targetTemporal()) {
            forwarder.target(target, temporal);
        }
        if (target != LayerForwarder.PAUSED && forwarder.waitsForKeyFrame() && track.kind() == MediaKind.VIDEO) {
            track.requestKeyFrame(target, now);
        }
    }

    @Override
    public void keyFrameNeeded() {
        track.requestKeyFrame(
                forwarder.current(), subscriber.room().context().nanos().getAsLong());
    }

    @Override
    public @Nullable InboundStream source(int layer) {
        InboundTrack inbound = track.inbound();
        return layer < inbound.layers() ? inbound.stream(layer) : null;
    }

    private int target(long now) {
        if (!negotiated || disabled || allowed == LayerForwarder.PAUSED || track.isStoppedByServer()) {
            return LayerForwarder.PAUSED;
        }
        return track.flowing(Math.min(wanted, allowed), now);
    }

    private int byWidth(int width, int layers) {
        @SuppressWarnings("deprecation")
        List<VideoLayer> described = track.editable().getLayersList();
        int best = layers - 1;
        for (VideoLayer layer : described) {
            if (layer.getWidth() >= width * WIDE_ENOUGH) {
                best = Math.min(best, layer.getQuality().getNumber());
            }
        }
        return best;
    }
}
