package org.wenzheng.training;

/** Training or scoring cannot go on with what was given; the message says what to change. */
public final class TrainingException extends Exception {

    private static final long serialVersionUID = 1L;

    public TrainingException(String message) {
        super(message);
    }
}
