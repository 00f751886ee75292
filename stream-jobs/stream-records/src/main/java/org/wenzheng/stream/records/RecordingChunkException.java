package org.wenzheng.stream.records;

/** A stored chunk cannot be opened. Trying again does not help. */
public final class RecordingChunkException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** The file is no chunk, or is cut short. */
        MALFORMED,
        /** Written by a version that this one does not read. */
        UNKNOWN_VERSION,
        /** The key is another call's or version's, or somebody changed the file. */
        NOT_AUTHENTIC
    }

    private final Reason reason;

    RecordingChunkException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    RecordingChunkException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why it cannot be opened. */
    public Reason reason() {
        return reason;
    }
}
