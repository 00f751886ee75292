package org.wenzheng.client;

/** A room could not be joined, or a track not be published; the message says what the server said. */
public final class ClientException extends Exception {

    private static final long serialVersionUID = 1;

    ClientException(String message) {
        super(message);
    }

    ClientException(String message, Throwable cause) {
        super(message, cause);
    }
}
