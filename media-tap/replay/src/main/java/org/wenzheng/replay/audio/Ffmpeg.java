package org.wenzheng.replay.audio;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.bytedeco.ffmpeg.global.avutil;

/** What the rest of this package needs to know of FFmpeg as a whole. */
final class Ffmpeg {

    static {
        // It writes to standard error by itself; what matters comes back as error codes.
        avutil.av_log_set_level(avutil.AV_LOG_FATAL);
    }

    private Ffmpeg() {}

    /** Loads the native libraries, at the first call. */
    static void load() {
        // The initializer above has done it.
    }

    /** FFmpeg's own words for an error code. */
    static String explain(int error) {
        byte[] text = new byte[256];
        avutil.av_strerror(error, text, text.length);
        int length = 0;
        while (length < text.length && text[length] != 0) {
            length++;
        }
        return new String(text, 0, length, UTF_8);
    }
}
