package org.wenzheng.jobs.opus;

/** The codec itself cannot run on this machine; a bad packet is no reason for it. */
public final class OpusException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what failed and what to do */
    OpusException(String message) {
        super(message);
    }
}
