package org.wenzheng.signalling.sdp;

/** A session description that cannot be used; the same text will never be accepted. */
public final class SdpException extends Exception {

    private static final long serialVersionUID = 1L;

    SdpException(int line, String message) {
        super("line " + line + " of the session description: " + message);
    }

    /** What is wrong with the whole of it. */
    public SdpException(String message) {
        super("session description: " + message);
    }
}
