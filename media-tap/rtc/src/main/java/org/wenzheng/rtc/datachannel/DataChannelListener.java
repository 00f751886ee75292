package org.wenzheng.rtc.datachannel;

import org.wenzheng.rtc.sctp.SctpCloseReason;

/** What happens to the data channels of a peer, on the thread that called. */
public interface DataChannelListener {

    /** The association is up; channels of this side that were asked for before are opened now. */
    default void onConnected() {}

    /** A channel can be used: the other side opened it, or agreed to one of ours. */
    void onOpen(DataChannel channel);

    /**
     * A message.
     *
     * @param data the owner's to keep; may be empty
     * @param binary or else UTF-8 text
     */
    void onMessage(DataChannel channel, byte[] data, boolean binary);

    /** A channel was closed by either side, or with the association. */
    void onClosed(DataChannel channel);

    /** The association ended; every channel was closed before. */
    void onDisconnected(SctpCloseReason reason);
}
