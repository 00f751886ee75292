package org.wenzheng.replay.audio;

import java.io.IOException;

/** A file that cannot be replayed at all, however often it is tried; the message says why and what to do. */
public final class UnreadableAudioException extends IOException {

    private static final long serialVersionUID = 1L;

    /** With a message for the person who gave the file. */
    public UnreadableAudioException(String message) {
        super(message);
    }
}
