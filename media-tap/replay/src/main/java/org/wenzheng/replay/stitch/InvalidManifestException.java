package org.wenzheng.replay.stitch;

import java.io.IOException;

/** A manifest that cannot be used; the message says what is wrong in which line. */
public final class InvalidManifestException extends IOException {

    private static final long serialVersionUID = 1L;

    /** With a message for who wrote the manifest. */
    public InvalidManifestException(String message) {
        super(message);
    }
}
