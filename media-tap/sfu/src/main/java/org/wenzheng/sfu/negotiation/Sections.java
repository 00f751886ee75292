package org.wenzheng.sfu.negotiation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wenzheng.signalling.sdp.Direction;
import org.wenzheng.signalling.sdp.HeaderExtension;
import org.wenzheng.signalling.sdp.MediaDescription;
import org.wenzheng.signalling.sdp.MediaKind;
import org.wenzheng.signalling.sdp.SourceGroup;
import org.wenzheng.signalling.sdp.TransportDescription;

/** The sections that the SFU writes. */
public final class Sections {

    /** Bytes of a data channel message that we take. */
    public static final long MAX_MESSAGE_SIZE = 65_536;

    private Sections() {}

    /** Data channels, in an offer or as the answer to one. */
    public static MediaDescription data(String mid, TransportDescription transport) {
        return new MediaDescription.Builder(MediaKind.APPLICATION, mid)
                .transport(transport)
                .maxMessageSize(MAX_MESSAGE_SIZE)
                .build();
    }

    /** The answer to a section in which the client sends a track that we take. */
    public static MediaDescription receiving(
            MediaDescription offered, TrackFormat format, TransportDescription transport) {
        MediaDescription.Builder builder = answer(offered, format, transport).direction(Direction.RECVONLY);
        offered.layers().forEach(builder::layer);
        return builder.build();
    }

    /** The answer to a section in which a track of another participant goes to the client. */
    public static MediaDescription sending(
            MediaDescription offered, TrackFormat format, OutboundTrack track, TransportDescription transport) {
        MediaDescription.Builder builder = answer(offered, format, transport).direction(Direction.SENDONLY);
        source(builder, format, track);
        return builder.build();
    }

    /** The answer to a section that nothing flows in, for now or for good. */
    public static MediaDescription inactive(MediaDescription offered, TransportDescription transport) {
        TrackFormat format = any(offered);
        return format == null
                ? offered.refusal()
                : answer(offered, format, transport)
                        .direction(Direction.INACTIVE)
                        .build();
    }

    /** A section that we offer a track in, or, when it is null, keep for a later one. */
    public static MediaDescription offer(
            String mid, TrackFormat format, @Nullable OutboundTrack track, TransportDescription transport) {
        MediaDescription.Builder builder = new MediaDescription.Builder(
                        format.codec().kind(), mid)
                .transport(transport)
                .direction(track == null ? Direction.INACTIVE : Direction.SENDONLY);
        format.describe().forEach(builder::codec);
        Extensions.OFFERED.forEach(builder::extension);
        if (track != null) {
            source(builder, format, track);
        }
        return builder.build();
    }

    private static MediaDescription.Builder answer(
            MediaDescription offered, TrackFormat format, TransportDescription transport) {
        MediaDescription.Builder builder =
                new MediaDescription.Builder(offered.kind(), offered.mid()).transport(transport);
        format.describe().forEach(builder::codec);
        for (HeaderExtension extension : Extensions.answer(offered)) {
            builder.extension(extension);
        }
        return builder;
    }

    private static void source(MediaDescription.Builder builder, TrackFormat format, OutboundTrack track) {
        builder.track(track.streamId(), track.trackId());
        builder.source(track.ssrc(), track.streamId());
        if (format.repairPayloadType() >= 0) {
            builder.sourceGroup(new SourceGroup("FID", List.of(track.ssrc(), track.repairSsrc())));
            builder.source(track.repairSsrc(), track.streamId());
        }
    }

    private static @Nullable TrackFormat any(MediaDescription offered) {
        for (Codec codec : Codec.values()) {
            TrackFormat format = codec.kind() == offered.kind() ? TrackFormat.in(offered, codec, "") : null;
            if (format != null) {
                return format;
            }
        }
        return null;
    }
}
