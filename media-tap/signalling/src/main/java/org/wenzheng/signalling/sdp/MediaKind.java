package org.wenzheng.signalling.sdp;

import java.util.Locale;

/** What a media section carries. */
public enum MediaKind {
    AUDIO,
    VIDEO,
    /** Data channels over SCTP (RFC 8841). */
    APPLICATION,
    /** Something else, which is refused with port 0. */
    OTHER;

    /** The first field of the {@code m=} line; {@code OTHER} has none. */
    public String field() {
        return name().toLowerCase(Locale.ROOT);
    }

    static MediaKind of(String field) {
        return switch (field) {
            case "audio" -> AUDIO;
            case "video" -> VIDEO;
            case "application" -> APPLICATION;
            default -> OTHER;
        };
    }
}
