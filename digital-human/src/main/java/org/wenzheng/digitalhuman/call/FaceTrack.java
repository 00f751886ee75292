package org.wenzheng.digitalhuman.call;

import java.time.Duration;
import org.wenzheng.client.ClientException;
import org.wenzheng.client.LocalVideo;
import org.wenzheng.client.RoomClient;
import org.wenzheng.digitalhuman.face.Clerk;
import org.wenzheng.digitalhuman.hearing.CitizenEar;
import org.wenzheng.digitalhuman.voice.SpeechOutput;

/** The clerk as a track of a room: speaks, listens, thinks or waits as the call does. Not thread-safe. */
final class FaceTrack {

    /** From one picture to the next. */
    static final Duration FRAME = Duration.ofMillis(40);

    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final int BITRATE = 800_000;

    private final Clerk clerk = new Clerk(WIDTH, HEIGHT);
    private final LocalVideo picture;
    private final long begunNanos = System.nanoTime();

    /** @throws ClientException when the room does not take it */
    FaceTrack(RoomClient room) throws ClientException {
        picture = room.publishVideo("face", WIDTH, HEIGHT, BITRATE);
    }

    /** The next picture. */
    void draw(SpeechOutput output, CitizenEar ear, Speaker speaker) {
        picture.push(clerk.draw((System.nanoTime() - begunNanos) / 1e9, pose(output, ear, speaker), output.moment()));
    }

    private static Clerk.Pose pose(SpeechOutput output, CitizenEar ear, Speaker speaker) {
        if (output.moment() != null) {
            return Clerk.Pose.SPEAKING;
        }
        if (ear.speaking()) {
            return Clerk.Pose.LISTENING;
        }
        return speaker.speaking() ? Clerk.Pose.THINKING : Clerk.Pose.IDLE;
    }
}
