package org.wenzheng.rtc.transport;

/** All places for peers are taken. Transient: there is one again as soon as somebody leaves. */
public final class PortFullException extends RuntimeException {
    private static final long serialVersionUID = 1;

    PortFullException(int maxPeers) {
        super("All " + maxPeers + " places for connections are taken; try again later or allow more");
    }
}
