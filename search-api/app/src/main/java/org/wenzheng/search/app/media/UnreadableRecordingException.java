package org.wenzheng.search.app.media;

import org.wenzheng.stream.records.RecordingChunkException;

/** A recording's file is damaged, was changed, or has another key: trying again does not help. */
final class UnreadableRecordingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableRecordingException(RecordingChunkException cause) {
        super(cause.getMessage(), cause);
    }

    UnreadableRecordingException(String what, IllegalArgumentException cause) {
        super(what, cause);
    }
}
