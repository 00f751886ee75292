package org.wenzheng.sfu.negotiation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wenzheng.signalling.sdp.MediaDescription;
import org.wenzheng.signalling.sdp.RtpCodec;

/**
 * In which payload types a track goes over one connection.
 *
 * @param codec what it is
 * @param payloadType of the media
 * @param repairPayloadType of its retransmissions (RFC 4588), -1 for none
 * @param redundancyPayloadType in which each packet repeats those before it (RFC 2198), -1 for none
 * @param parameters of {@code fmtp}
 */
public record TrackFormat(
        Codec codec, int payloadType, int repairPayloadType, int redundancyPayloadType, String parameters) {

    private static final String REDUNDANCY = "red";

    private static final List<String> VIDEO_FEEDBACK =
            List.of("transport-cc", "goog-remb", "ccm fir", "nack", "nack pli");
    private static final List<String> AUDIO_FEEDBACK = List.of("transport-cc");

    /** H.264 in the form that every browser decodes: constrained baseline, level 3.1. */
    private static final String BASELINE = "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f";

    /** What the SFU offers, where the payload types are its own choice. */
    public static TrackFormat offered(Codec codec, String parameters) {
        return switch (codec) {
            case OPUS -> new TrackFormat(codec, 111, -1, 63, "minptime=10;useinbandfec=1");
            case VP8 -> new TrackFormat(codec, 96, 97, -1, "");
            case H264 -> new TrackFormat(codec, 102, 103, -1, parameters.isEmpty() ? BASELINE : parameters);
        };
    }

    /**
     * The format that an offered section has for a codec, or null when it has none.
     *
     * @param parameters that should match as well as they can, for H.264; may be empty
     */
    public static @Nullable TrackFormat in(MediaDescription section, Codec codec, String parameters) {
        RtpCodec best = null;
        for (RtpCodec candidate : section.codecs()) {
            if (candidate.is(codec.encoding())
                    && candidate.clockRate() == codec.clockRate()
                    && (best == null || rank(candidate, parameters) > rank(best, parameters))) {
                best = candidate;
            }
        }
        if (best == null || codec == Codec.H264 && !"1".equals(best.parameter("packetization-mode"))) {
            return null;
        }
        int repair = -1;
        int redundancy = -1;
        for (RtpCodec candidate : section.codecs()) {
            if (candidate.repairs() == best.payloadType()) {
                repair = candidate.payloadType();
            } else if (candidate.is(REDUNDANCY) && candidate.parameters().startsWith(best.payloadType() + "/")) {
                redundancy = candidate.payloadType();
            }
        }
        return new TrackFormat(codec, best.payloadType(), repair, redundancy, best.parameters());
    }

    /** The same, each packet for itself. */
    public TrackFormat withoutRedundancy() {
        return new TrackFormat(codec, payloadType, repairPayloadType, -1, parameters);
    }

    /** This format of an offer of ours, without the redundancy that the answering section has left out. */
    public TrackFormat agreed(MediaDescription answer) {
        boolean kept = answer.codecs().stream()
                .anyMatch(known -> known.payloadType() == redundancyPayloadType && known.is(REDUNDANCY));
        return kept ? this : withoutRedundancy();
    }

    /** As it stands in a section of ours. */
    public List<RtpCodec> describe() {
        List<RtpCodec> codecs = new ArrayList<>();
        boolean video = codec != Codec.OPUS;
        if (redundancyPayloadType >= 0) { // first: what an answer names first is what a browser sends
            codecs.add(new RtpCodec(
                    redundancyPayloadType,
                    REDUNDANCY,
                    codec.clockRate(),
                    codec.channels(),
                    payloadType + "/" + payloadType,
                    List.of()));
        }
        codecs.add(new RtpCodec(
                payloadType,
                codec.encoding(),
                codec.clockRate(),
                codec.channels(),
                parameters,
                video ? VIDEO_FEEDBACK : AUDIO_FEEDBACK));
        if (repairPayloadType >= 0) {
            codecs.add(new RtpCodec(repairPayloadType, "rtx", codec.clockRate(), 1, "apt=" + payloadType, List.of()));
        }
        return codecs;
    }

    private static int rank(RtpCodec candidate, String parameters) {
        if (!candidate.is("H264")) {
            return 0;
        }
        String profile = String.valueOf(candidate.parameter("profile-level-id"));
        int rank = "1".equals(candidate.parameter("packetization-mode")) ? 4 : 0;
        rank += parameters.contains("profile-level-id=" + profile) ? 2 : 0;
        return rank + (profile.startsWith("42e0") ? 1 : 0);
    }
}
