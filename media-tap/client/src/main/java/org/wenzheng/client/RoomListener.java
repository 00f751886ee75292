package org.wenzheng.client;

import dev.onvoid.webrtc.media.video.VideoFrame;
import java.util.Map;
import livekit.LivekitModels.ParticipantInfo;

/**
 * What a participant learns of its room. {@link #audio} and {@link #video} come on libwebrtc's threads and must return within
 * milliseconds; all else comes on the participant's own thread.
 */
public interface RoomListener {

    /** Somebody joined, or something about them changed. */
    default void participant(ParticipantInfo participant) {}

    /** Somebody left. */
    default void left(ParticipantInfo participant) {}

    /** Sound of a track, also while it is silent. */
    default void audio(RemoteTrack track, AudioBlock block) {}

    /** A picture of a track; it is released afterwards. */
    default void video(RemoteTrack track, VideoFrame frame) {}

    /** A whole text stream. */
    default void text(String identity, String topic, String text, Map<String, String> attributes) {}

    /** The connection was lost and is there again. */
    default void returned() {}

    /**
     * The participant is out of the room for good: removed, the room deleted, or the server not found again.
     *
     * @param reason for a log
     */
    default void ended(String reason) {}
}
