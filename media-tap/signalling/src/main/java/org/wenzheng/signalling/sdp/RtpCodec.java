package org.wenzheng.signalling.sdp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One payload type of a section with its {@code rtpmap}, {@code fmtp} and {@code rtcp-fb} (RFC 8866, 6.6; RFC 4585).
 *
 * @param payloadType 0 to 127
 * @param name encoding name as written, compared without regard to case
 * @param clockRate hertz
 * @param channels audio channels, 1 when not written
 * @param parameters what follows the payload type in {@code fmtp}, empty when there is none
 * @param feedback values of {@code rtcp-fb}, such as {@code nack pli}
 */
public record RtpCodec(
        int payloadType, String name, int clockRate, int channels, String parameters, List<String> feedback) {

    public RtpCodec {
        feedback = List.copyOf(feedback);
    }

    /** Whether the encoding name is that one. */
    public boolean is(String encoding) {
        return name.equalsIgnoreCase(encoding);
    }

    /** A parameter of {@code fmtp} by name, or null. */
    public @Nullable String parameter(String key) {
        for (String part : parameters.split(";", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0 && part.substring(0, equals).strip().equalsIgnoreCase(key)) {
                return part.substring(equals + 1).strip();
            }
        }
        return null;
    }

    /** The payload type that this retransmission format repairs (RFC 4588, {@code apt}), or -1. */
    public int repairs() {
        String apt = is("rtx") ? parameter("apt") : null;
        if (apt == null || apt.isEmpty() || apt.length() > 3 || !apt.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        return Integer.parseInt(apt);
    }

    /** The same format with other feedback. */
    public RtpCodec withFeedback(List<String> other) {
        return new RtpCodec(payloadType, name, clockRate, channels, parameters, other);
    }

    /** The same format with other parameters. */
    public RtpCodec withParameters(String other) {
        return new RtpCodec(payloadType, name, clockRate, channels, other, feedback);
    }
}
