package org.wenzheng.signalling.sdp;

import java.util.Map;
import java.util.stream.Collectors;

/** Writes a description as WebRTC peers read it: everything bundled, RTCP on the same port. */
public final class SdpWriter {

    private static final String END = "\r\n";

    private SdpWriter() {}

    /** The text of a description. */
    public static String write(SessionDescription description) {
        StringBuilder out = new StringBuilder(1024 + 1024 * description.media().size());
        out.append("v=0\r\no=- ").append(description.sessionId()).append(' ').append(description.version());
        out.append(" IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n");
        if (description.iceLite()) {
            out.append("a=ice-lite\r\n");
        }
        out.append("a=group:BUNDLE");
        for (MediaDescription section : description.media()) {
            if (!section.refused()) {
                out.append(' ').append(section.mid());
            }
        }
        out.append("\r\na=extmap-allow-mixed\r\na=msid-semantic: WMS *\r\n");
        for (MediaDescription section : description.media()) {
            section(out, section);
        }
        return out.toString();
    }

    private static void section(StringBuilder out, MediaDescription section) {
        out.append("m=").append(section.kindField()).append(section.refused() ? " 0 " : " 9 ");
        out.append(protocolAndFormats(section)).append("\r\nc=IN IP4 0.0.0.0\r\n");
        if (section.bandwidthKbps() > 0) {
            out.append("b=AS:").append(section.bandwidthKbps()).append(END);
        }
        if (!section.mid().isEmpty()) {
            out.append("a=mid:").append(section.mid()).append(END);
        }
        if (section.refused()) {
            out.append("a=inactive\r\n");
            return;
        }
        transport(out, section.transport());
        if (section.kind() == MediaKind.APPLICATION) {
            out.append("a=sctp-port:").append(section.sctpPort());
            out.append("\r\na=max-message-size:")
                    .append(section.maxMessageSize())
                    .append(END);
            return;
        }
        out.append("a=rtcp-mux\r\na=rtcp-rsize\r\na=")
                .append(section.direction().attribute())
                .append(END);
        for (RtpCodec codec : section.codecs()) {
            codec(out, codec);
        }
        for (HeaderExtension extension : section.extensions()) {
            out.append("a=extmap:")
                    .append(extension.id())
                    .append(' ')
                    .append(extension.uri())
                    .append(END);
        }
        layers(out, section);
        sources(out, section);
    }

    private static String protocolAndFormats(MediaDescription section) {
        if (section.refused() && !section.protocolAndFormats().isEmpty()) {
            return section.protocolAndFormats();
        }
        if (section.kind() == MediaKind.APPLICATION) {
            return "UDP/DTLS/SCTP webrtc-datachannel";
        }
        return "UDP/TLS/RTP/SAVPF "
                + (section.codecs().isEmpty()
                        ? "0"
                        : section.codecs().stream()
                                .map(codec -> Integer.toString(codec.payloadType()))
                                .collect(Collectors.joining(" ")));
    }

    private static void transport(StringBuilder out, TransportDescription transport) {
        attribute(out, "ice-ufrag", transport.usernameFragment());
        attribute(out, "ice-pwd", transport.password());
        if (!transport.fingerprint().isEmpty()) {
            attribute(out, "fingerprint", transport.fingerprintHash() + " " + transport.fingerprint());
        }
        attribute(out, "setup", transport.setup());
        for (String candidate : transport.candidates()) {
            out.append("a=candidate:").append(candidate).append(END);
        }
        if (!transport.candidates().isEmpty()) {
            out.append("a=end-of-candidates\r\n");
        }
    }

    private static void attribute(StringBuilder out, String name, String value) {
        if (!value.isEmpty()) {
            out.append("a=").append(name).append(':').append(value).append(END);
        }
    }

    private static void codec(StringBuilder out, RtpCodec codec) {
        out.append("a=rtpmap:").append(codec.payloadType()).append(' ').append(codec.name());
        out.append('/').append(codec.clockRate());
        if (codec.channels() > 1) {
            out.append('/').append(codec.channels());
        }
        out.append(END);
        for (String feedback : codec.feedback()) {
            out.append("a=rtcp-fb:")
                    .append(codec.payloadType())
                    .append(' ')
                    .append(feedback)
                    .append(END);
        }
        if (!codec.parameters().isEmpty()) {
            out.append("a=fmtp:")
                    .append(codec.payloadType())
                    .append(' ')
                    .append(codec.parameters())
                    .append(END);
        }
    }

    private static void layers(StringBuilder out, MediaDescription section) {
        if (section.layers().isEmpty()) {
            return;
        }
        String direction = section.direction().sends() ? "send" : "recv";
        for (String layer : section.layers()) {
            out.append("a=rid:").append(layer).append(' ').append(direction).append(END);
        }
        out.append("a=simulcast:")
                .append(direction)
                .append(' ')
                .append(String.join(";", section.layers()))
                .append(END);
    }

    private static void sources(StringBuilder out, MediaDescription section) {
        if (!section.trackId().isEmpty()) {
            out.append("a=msid:")
                    .append(section.streamId())
                    .append(' ')
                    .append(section.trackId())
                    .append(END);
        }
        for (SourceGroup group : section.sourceGroups()) {
            out.append("a=ssrc-group:").append(group.semantics());
            group.ssrcs().forEach(ssrc -> out.append(' ').append(ssrc));
            out.append(END);
        }
        for (Map.Entry<Long, String> source : section.sources().entrySet()) {
            out.append("a=ssrc:")
                    .append(source.getKey())
                    .append(" cname:")
                    .append(source.getValue())
                    .append(END);
        }
    }
}
