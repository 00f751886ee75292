package org.wenzheng.sfu.room;

import org.wenzheng.signalling.token.CallClaims;

/**
 * What is told of one call to whoever mirrors it. Called on the room's loop; must neither block nor throw.
 */
public interface CallTap {

    /** Nobody listens. */
    CallTap NONE = new CallTap() {};

    /** Somebody has come in. */
    default void joined(Participant participant) {}

    /** Somebody's consents have changed; what is told from now on is under the new ones. */
    default void consents(Participant participant, CallClaims claims) {}

    /** Somebody publishes a track; its packets go to what is returned. */
    default TrackTap published(PublishedTrack track) {
        return TrackTap.NONE;
    }

    /** Somebody has left. */
    default void left(Participant participant) {}

    /** Nobody is there any longer. */
    default void closed() {}
}
