package org.wenzheng.sfu.negotiation;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wenzheng.signalling.sdp.MediaKind;

/** The codecs that this SFU forwards; others are refused by leaving them out of its descriptions. */
public enum Codec {
    OPUS(MediaKind.AUDIO, "opus", 48_000, 2),
    VP8(MediaKind.VIDEO, "VP8", 90_000, 1),
    H264(MediaKind.VIDEO, "H264", 90_000, 1);

    private final MediaKind kind;
    private final String encoding;
    private final int clockRate;
    private final int channels;

    Codec(MediaKind kind, String encoding, int clockRate, int channels) {
        this.kind = kind;
        this.encoding = encoding;
        this.clockRate = clockRate;
        this.channels = channels;
    }

    public MediaKind kind() {
        return kind;
    }

    /** Name in {@code rtpmap}. */
    public String encoding() {
        return encoding;
    }

    /** Hertz of the RTP timestamps. */
    public int clockRate() {
        return clockRate;
    }

    /** Channels in {@code rtpmap}. */
    public int channels() {
        return channels;
    }

    /** Media type, as LiveKit's messages name codecs. */
    public String mimeType() {
        return kind.field() + "/" + encoding;
    }

    /** The codec of a name such as {@code vp8} or {@code video/VP8}, or null. */
    public static @Nullable Codec named(String name) {
        String shortName = name.substring(name.indexOf('/') + 1).toLowerCase(Locale.ROOT);
        for (Codec codec : values()) {
            if (codec.encoding.toLowerCase(Locale.ROOT).equals(shortName)) {
                return codec;
            }
        }
        return null;
    }
}
