package org.wenzheng.sfu.media;

import org.wenzheng.rtc.transport.CloseReason;

/** What a connection tells its participant, on the room's loop. */
public interface ConnectionListener {

    /** Media may flow. Called once. */
    void connected(MediaConnection connection);

    /** A message came on a data channel. */
    void data(MediaConnection connection, boolean reliable, byte[] message);

    /** It ended by itself; nothing follows. */
    void closed(MediaConnection connection, CloseReason reason);
}
