package org.wenzheng.jobs.recording;

/** No key could be had for a call. */
abstract sealed class KeyException extends Exception {
    private static final long serialVersionUID = 1L;

    private KeyException(String message) {
        super(message);
    }

    /** Somebody deleted it: the call must not be recorded any more. */
    static final class Deleted extends KeyException {
        private static final long serialVersionUID = 1L;

        Deleted(String message) {
            super(message);
        }
    }

    /** Nobody answers, or not as agreed: it may come later. */
    static final class Later extends KeyException {
        private static final long serialVersionUID = 1L;

        Later(String message) {
            super(message);
        }
    }
}
