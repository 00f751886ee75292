package org.wenzheng.cli;

/** A command that cannot go on; the message tells a person what happened and what to do. */
public final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    public Failure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** The command failed. */
    public static Failure failed(String message) {
        return new Failure(1, message);
    }

    /** The command was used wrongly. */
    public static Failure usage(String message) {
        return new Failure(2, message);
    }

    /** Something is missing on this machine. */
    public static Failure missing(String message) {
        return new Failure(3, message);
    }

    public int exitCode() {
        return exitCode;
    }
}
