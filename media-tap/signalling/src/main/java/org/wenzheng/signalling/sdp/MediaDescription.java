package org.wenzheng.signalling.sdp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One section from {@code m=} on. Immutable; made by {@link Builder}. */
public final class MediaDescription {

    private final Builder from;

    private MediaDescription(Builder from) {
        this.from = from.copy();
    }

    public MediaKind kind() {
        return from.kind;
    }

    /** The section's name within its description (RFC 9143), empty when it has none. */
    public String mid() {
        return from.mid;
    }

    /** Whether the writer refuses the section or has given it up (port 0). */
    public boolean refused() {
        return from.refused;
    }

    public Direction direction() {
        return from.direction;
    }

    /** Formats in the writer's order of preference. */
    public List<RtpCodec> codecs() {
        return from.codecs;
    }

    public List<HeaderExtension> extensions() {
        return from.extensions;
    }

    /** The id of a header extension, or 0 when it is not there. */
    public int extensionId(String uri) {
        for (HeaderExtension extension : from.extensions) {
            if (extension.uri().equals(uri)) {
                return extension.id();
            }
        }
        return 0;
    }

    /** Names of simulcast layers (RFC 8851) in the direction the section says, in order. */
    public List<String> layers() {
        return from.layers;
    }

    /** The stream's id of {@code msid} (RFC 8830), empty when there is none. */
    public String streamId() {
        return from.streamId;
    }

    /** The track's id of {@code msid}, empty when there is none. */
    public String trackId() {
        return from.trackId;
    }

    /** Sources with their canonical names, in order. */
    public Map<Long, String> sources() {
        return from.sources;
    }

    public List<SourceGroup> sourceGroups() {
        return from.sourceGroups;
    }

    public TransportDescription transport() {
        return from.transport;
    }

    /** SCTP's port, 5000 by habit. */
    public int sctpPort() {
        return from.sctpPort;
    }

    /** Bytes of the largest message that the writer takes on a data channel (RFC 8841). */
    public long maxMessageSize() {
        return from.maxMessageSize;
    }

    /** Kilobits a second of {@code b=AS}, 0 for none. */
    public int bandwidthKbps() {
        return from.bandwidthKbps;
    }

    /** The fields as written, which a refusal must repeat: protocol and formats of the {@code m=} line. */
    String protocolAndFormats() {
        return from.protocolAndFormats;
    }

    /** The refusal of this section in an answer: port 0, everything else as offered. */
    public MediaDescription refusal() {
        Builder builder = new Builder(from.kind, from.mid);
        builder.refused = true;
        builder.direction = Direction.INACTIVE;
        builder.kindField = from.kindField;
        builder.protocolAndFormats = from.protocolAndFormats;
        return builder.build();
    }

    String kindField() {
        return from.kindField;
    }

    /** Collects a section's parts. */
    public static final class Builder {

        private final MediaKind kind;
        private String kindField;
        private String mid;
        private boolean refused;
        private Direction direction = Direction.SENDRECV;
        private List<RtpCodec> codecs = new ArrayList<>();
        private List<HeaderExtension> extensions = new ArrayList<>();
        private List<String> layers = new ArrayList<>();
        private String streamId = "";
        private String trackId = "";
        private Map<Long, String> sources = new LinkedHashMap<>();
        private List<SourceGroup> sourceGroups = new ArrayList<>();
        private TransportDescription transport = TransportDescription.NONE;
        private int sctpPort = 5000;
        private long maxMessageSize = 65_536;
        private int bandwidthKbps;
        private String protocolAndFormats = "";

        public Builder(MediaKind kind, String mid) {
            this.kind = kind;
            this.kindField = kind.field();
            this.mid = mid;
        }

        public Builder mid(String value) {
            mid = value;
            return this;
        }

        public Builder refused(boolean value) {
            refused = value;
            return this;
        }

        public Builder direction(Direction value) {
            direction = value;
            return this;
        }

        public Builder codec(RtpCodec codec) {
            codecs.add(codec);
            return this;
        }

        public Builder extension(HeaderExtension extension) {
            extensions.add(extension);
            return this;
        }

        public Builder layer(String name) {
            layers.add(name);
            return this;
        }

        public Builder track(String stream, String track) {
            streamId = stream;
            trackId = track;
            return this;
        }

        public Builder source(long ssrc, String canonicalName) {
            sources.put(ssrc, canonicalName);
            return this;
        }

        public Builder sourceGroup(SourceGroup group) {
            sourceGroups.add(group);
            return this;
        }

        public Builder transport(TransportDescription value) {
            transport = value;
            return this;
        }

        public Builder sctpPort(int value) {
            sctpPort = value;
            return this;
        }

        public Builder maxMessageSize(long bytes) {
            maxMessageSize = bytes;
            return this;
        }

        public Builder bandwidthKbps(int value) {
            bandwidthKbps = value;
            return this;
        }

        Builder fields(String kindText, String protocolAndFormatsText) {
            kindField = kindText;
            protocolAndFormats = protocolAndFormatsText;
            return this;
        }

        @Nullable
        String sourceName(long ssrc) {
            return sources.get(ssrc);
        }

        int size() {
            return codecs.size() + extensions.size() + layers.size() + sources.size() + sourceGroups.size();
        }

        TransportDescription transport() {
            return transport;
        }

        String mid() {
            return mid;
        }

        MediaKind kind() {
            return kind;
        }

        public MediaDescription build() {
            return new MediaDescription(this);
        }

        private Builder copy() {
            Builder copy = new Builder(kind, mid);
            copy.kindField = kindField;
            copy.refused = refused;
            copy.direction = direction;
            copy.codecs = List.copyOf(codecs);
            copy.extensions = List.copyOf(extensions);
            copy.layers = List.copyOf(layers);
            copy.streamId = streamId;
            copy.trackId = trackId;
            copy.sources = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(sources));
            copy.sourceGroups = List.copyOf(sourceGroups);
            copy.transport = transport;
            copy.sctpPort = sctpPort;
            copy.maxMessageSize = maxMessageSize;
            copy.bandwidthKbps = bandwidthKbps;
            copy.protocolAndFormats = protocolAndFormats;
            return copy;
        }
    }
}
