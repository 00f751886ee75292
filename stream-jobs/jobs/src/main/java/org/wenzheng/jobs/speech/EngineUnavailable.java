package org.wenzheng.jobs.speech;

/** An engine cannot be loaded: no segment can be recognised, so that the job stops, waits and tries again. */
public final class EngineUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param cause its message says what to do */
    EngineUnavailable(Exception cause) {
        super(String.valueOf(cause.getMessage()), cause);
    }
}
