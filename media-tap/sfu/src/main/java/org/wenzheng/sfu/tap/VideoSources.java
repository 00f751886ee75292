package org.wenzheng.sfu.tap;

import livekit.LivekitModels.TrackSource;
import org.wenzheng.media.records.v1.VideoSource;

/** What a picture shows, in the words of the records. */
final class VideoSources {

    private VideoSources() {}

    static VideoSource of(TrackSource source) {
        return switch (source) {
            case CAMERA -> VideoSource.CAMERA;
            case SCREEN_SHARE -> VideoSource.SCREEN;
            default -> VideoSource.VIDEO_SOURCE_UNSPECIFIED;
        };
    }
}
