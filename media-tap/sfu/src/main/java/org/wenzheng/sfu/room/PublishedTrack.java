package org.wenzheng.sfu.room;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import livekit.LivekitModels.AudioTrackFeature;
import livekit.LivekitModels.Encryption;
import livekit.LivekitModels.SimulcastCodecInfo;
import livekit.LivekitModels.TrackInfo;
import livekit.LivekitModels.TrackSource;
import livekit.LivekitModels.TrackType;
import livekit.LivekitModels.VideoLayer;
import livekit.LivekitRtc.AddTrackRequest;
import livekit.LivekitRtc.SignalResponse;
import livekit.LivekitRtc.TrackSubscribed;
import org.jspecify.annotations.Nullable;
import org.wenzheng.rtc.audiolevel.AudioLevel;
import org.wenzheng.rtc.h264.H264Payload;
import org.wenzheng.rtc.rtp.RtpPacket;
import org.wenzheng.rtc.simulcast.LayerClock;
import org.wenzheng.rtc.simulcast.LayerForwarder;
import org.wenzheng.rtc.vp8.Vp8Descriptor;
import org.wenzheng.sfu.media.InboundStream;
import org.wenzheng.sfu.media.InboundTrack;
import org.wenzheng.sfu.media.PacketSink;
import org.wenzheng.sfu.negotiation.Codec;
import org.wenzheng.sfu.negotiation.TrackFormat;
import org.wenzheng.signalling.sdp.MediaDescription;
import org.wenzheng.signalling.sdp.MediaKind;
import org.wenzheng.signalling.sdp.RtpCodec;

/** A track of a participant, and those it goes to. Each packet of it is handed to all of them here. */
public final class PublishedTrack implements PacketSink {

    /** Sound in one packet, milliseconds; browsers send 20. */
    private static final double PACKET_MILLIS = 20;

    private static final long QUALITY_NANOS = 5_000_000_000L;

    /** A layer of which nothing came for so long is not sent by its publisher, nanoseconds. */
    private static final long SILENT = 1_500_000_000L;

    private static final Subscription[] NOBODY = {};

    private final Participant publisher;
    private final TrackInfo.Builder info;
    private final MediaKind kind;
    private final @Nullable Codec wishedCodec;
    private final Set<String> clientIds = new HashSet<>();
    private final Dynacast dynacast;
    private @Nullable Redundancy redundancy; // once a subscriber loses packets
    private final Vp8Descriptor vp8 = new Vp8Descriptor();
    private Subscription[] subscriptions = NOBODY;
    private LayerClock[] clocks = {};
    private LayerRates rates = new LayerRates(1);
    private @Nullable InboundTrack inbound;
    private TrackTap tap = TrackTap.NONE;
    private int mirroredLayer = LayerForwarder.PAUSED;
    private long qualityToldAt;
    private boolean everSubscribed;
    private boolean stoppedByServer;
    private long malformed;

    PublishedTrack(Participant publisher, AddTrackRequest request) {
        this.publisher = publisher;
        this.kind = request.getType() == TrackType.VIDEO ? MediaKind.VIDEO : MediaKind.AUDIO;
        this.clientIds.add(request.getCid());
        this.wishedCodec = request.getSimulcastCodecsCount() == 0
                ? null
                : Codec.named(request.getSimulcastCodecs(0).getCodec());
        Codec codec = kind == MediaKind.AUDIO ? Codec.OPUS : wishedCodec == Codec.H264 ? Codec.H264 : Codec.VP8;
        List<VideoLayer> layers = new ArrayList<>(request.getLayersList());
        if (layers.isEmpty() && request.getSimulcastCodecsCount() > 0) {
            layers.addAll(request.getSimulcastCodecs(0).getLayersList());
        }
        this.info = TrackInfo.newBuilder()
                .setSid(publisher.room().context().ids().next("TR_"))
                .setType(request.getType())
                .setSource(request.getSource())
                .setName(request.getName())
                .setMuted(request.getMuted())
                .setWidth(request.getWidth())
                .setHeight(request.getHeight())
                .setStream(request.getStream().isEmpty() ? stream(request.getSource()) : request.getStream())
                .setEncryption(request.getEncryption())
                .setDisableRed(kind == MediaKind.VIDEO || !mayBeRedundant(request))
                .addAllAudioFeatures(request.getAudioFeaturesList());
        oldFields(request, layers);
        describe(codec, request.getCid(), layers);
        this.dynacast = new Dynacast(this);
    }

    public String sid() {
        return info.getSid();
    }

    public Participant publisher() {
        return publisher;
    }

    public MediaKind kind() {
        return kind;
    }

    /** As LiveKit's messages describe it. */
    public TrackInfo info() {
        return info.build();
    }

    TrackInfo.Builder editable() {
        return info;
    }

    /** How it comes in; once the track is published. */
    public InboundTrack inbound() {
        return Objects.requireNonNull(inbound, "only a published track comes in");
    }

    Codec codec() {
        return inbound().format().codec();
    }

    LayerClock[] clocks() {
        return clocks;
    }

    LayerRates rates() {
        return rates;
    }

    List<Subscription> subscriptions() {
        return List.of(subscriptions);
    }

    Dynacast dynacast() {
        return dynacast;
    }

    /** Its packets with those before them; of a voice. */
    Redundancy redundancy() {
        Redundancy made = redundancy == null ? new Redundancy() : redundancy;
        redundancy = made;
        return made;
    }

    boolean isKnownAs(String clientId) {
        return clientIds.contains(clientId);
    }

    void alsoKnownAs(String clientId) {
        clientIds.add(clientId);
    }

    /** The format of an offered section to take the track in: the wished codec's, or else the offer's first known one. */
    @Nullable
    TrackFormat formatIn(MediaDescription section) {
        if (wishedCodec != null && wishedCodec.kind() == section.kind()) {
            TrackFormat wished = TrackFormat.in(section, wishedCodec, "");
            if (wished != null) {
                return wished;
            }
        }
        for (RtpCodec offered : section.codecs()) {
            Codec codec = Codec.named(offered.name());
            TrackFormat format =
                    codec == null || codec.kind() != section.kind() ? null : TrackFormat.in(section, codec, "");
            if (format != null) {
                return info.getDisableRed() ? format.withoutRedundancy() : format;
            }
        }
        return null;
    }

    /** Music in stereo fills its packets by itself, and what is encrypted between clients cannot be taken apart. */
    private static boolean mayBeRedundant(AddTrackRequest request) {
        return !request.getDisableRed() && !request.getStereo() && request.getEncryption() == Encryption.Type.NONE;
    }

    void begin(String mid, InboundTrack track) {
        inbound = track;
        clocks = new LayerClock[track.layers()];
        rates = new LayerRates(track.layers());
        Arrays.setAll(clocks, layer -> new LayerClock(track.format().codec().clockRate()));
        info.setMid(mid);
        Codec codec = track.format().codec();
        info.setMimeType(codec.mimeType());
        if (info.getCodecsCount() > 0) {
            info.setCodecs(
                    0,
                    info.getCodecs(0).toBuilder().setMimeType(codec.mimeType()).setMid(mid));
        }
    }

    void tapInto(TrackTap listener) {
        tap = listener;
    }

    /** The best layer that the tap has use for, or {@link LayerForwarder#PAUSED}. */
    int mirroredLayer() {
        return mirroredLayer;
    }

    /** Nobody receives it any longer. */
    void end() {
        tap.ended();
        tap = TrackTap.NONE;
        for (Subscription subscription : subscriptions) {
            subscription.subscriber().subscriptions().remove(subscription);
        }
        subscriptions = NOBODY;
    }

    void add(Subscription subscription) {
        subscriptions = Arrays.copyOf(subscriptions, subscriptions.length + 1);
        subscriptions[subscriptions.length - 1] = subscription;
        if (!everSubscribed) {
            everSubscribed = true;
            publisher.send(SignalResponse.newBuilder()
                    .setTrackSubscribed(TrackSubscribed.newBuilder().setTrackSid(sid()))
                    .build());
        }
        dynacast.changed();
    }

    void remove(Subscription subscription) {
        subscriptions = Arrays.stream(subscriptions)
                .filter(candidate -> candidate != subscription)
                .toArray(Subscription[]::new);
        dynacast.changed();
    }

    boolean isStoppedByServer() {
        return stoppedByServer;
    }

    /** Says whether it is muted. What the server has muted is not forwarded, whatever the client goes on to send. */
    void mute(boolean muted, boolean byServer) {
        stoppedByServer = muted && (byServer || stoppedByServer);
        if (info.getMuted() != muted) {
            info.setMuted(muted);
            tap.muted(muted);
            publisher.changed();
        }
        for (Subscription subscription : subscriptions) {
            subscription.retarget();
        }
    }

    /** The best layer, up to one, of which packets come; the lowest where none is known to. */
    int flowing(int best, long now) {
        for (int layer = Math.min(best, inbound().layers() - 1); layer > 0; layer--) {
            InboundStream candidate = inbound().stream(layer);
            if (candidate != null && now - candidate.lastAt() < SILENT) {
                return layer;
            }
        }
        return 0;
    }

    /** Asks the publisher for a key frame of a layer. */
    void requestKeyFrame(int layer, long now) {
        InboundTrack track = inbound;
        InboundStream stream = track == null || layer < 0 || layer >= track.layers() ? null : track.stream(layer);
        if (stream != null) {
            publisher.publishing().requestKeyFrame(stream, now);
        }
    }

    void tick(long now) {
        for (Subscription subscription : subscriptions) {
            subscription.tick(now);
        }
        if (tap.wantedLayer() != mirroredLayer) {
            mirroredLayer = tap.wantedLayer();
            dynacast.changed();
        }
        int due = tap.keyFrameDue(now);
        if (due != LayerForwarder.PAUSED) {
            requestKeyFrame(flowing(due, now), now);
        }
        dynacast.tick(now);
        if (now - qualityToldAt >= QUALITY_NANOS) {
            qualityToldAt = now;
            InboundStream stream = inbound().stream(0);
            if (stream != null) {
                tap.quality(
                        stream.statistics().fractionLost() / 256.0,
                        stream.statistics().jitter());
            }
        }
    }

    @Override
    public void packet(int layer, long sequence, RtpPacket packet, long now) {
        Vp8Descriptor descriptor = null;
        boolean key = true;
        int length = packet.payloadLength();
        switch (codec()) {
            case OPUS ->
                publisher
                        .room()
                        .speakers()
                        .heard(
                                publisher,
                                AudioLevel.read(
                                        packet,
                                        publisher.publishing().extensions().audioLevel()),
                                PACKET_MILLIS);
            case VP8 -> {
                if (length > 0) {
                    if (!vp8.wrap(packet.buffer(), packet.payload(), length)) {
                        malformed++;
                        return;
                    }
                    descriptor = vp8;
                }
                key = length > 0 && vp8.startsKeyFrame();
            }
            case H264 -> key = H264Payload.startsKeyFrame(packet.buffer(), packet.payload(), length);
        }
        rates.count(layer, descriptor == null ? 0 : descriptor.temporalLayer(), packet.length(), now);
        if (!stoppedByServer) { // what a server has silenced for the room is silent for the pipeline too
            tap.packet(layer, sequence, packet, key, now);
        }
        if (key && kind == MediaKind.VIDEO) {
            InboundStream stream = inbound().stream(layer);
            if (stream != null) {
                stream.onKeyFrame(sequence);
            }
        }
        for (Subscription subscription : subscriptions) {
            subscription.forward(layer, sequence, packet, descriptor, key, now);
        }
    }

    @Override
    public void senderReport(int layer, long ntp, int timestamp) {
        clocks[layer].onSenderReport(ntp, timestamp);
        for (Subscription subscription : subscriptions) {
            subscription.senderReport(layer, ntp, timestamp);
        }
    }

    /** Packets whose payload is none of the codec's. */
    public long malformedPackets() {
        return malformed;
    }

    @SuppressWarnings("deprecation") // SDKs of old read these fields still
    private void oldFields(AddTrackRequest request, List<VideoLayer> layers) {
        info.setSimulcast(kind == MediaKind.VIDEO && layers.size() > 1)
                .addAllLayers(layers)
                .setStereo(request.getStereo())
                .setDisableDtx(request.getDisableDtx());
        if (request.getStereo() && !info.getAudioFeaturesList().contains(AudioTrackFeature.TF_STEREO)) {
            info.addAudioFeatures(AudioTrackFeature.TF_STEREO);
        }
    }

    private void describe(Codec codec, String clientId, List<VideoLayer> layers) {
        info.setMimeType(codec.mimeType());
        info.addCodecs(SimulcastCodecInfo.newBuilder()
                .setMimeType(codec.mimeType())
                .setCid(clientId)
                .addAllLayers(layers));
    }

    private static String stream(TrackSource source) {
        boolean screen = source == TrackSource.SCREEN_SHARE || source == TrackSource.SCREEN_SHARE_AUDIO;
        return screen ? "screen" : "camera";
    }
}
