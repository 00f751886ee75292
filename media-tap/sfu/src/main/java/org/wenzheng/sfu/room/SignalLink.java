package org.wenzheng.sfu.room;

import livekit.LivekitRtc.SignalResponse;

/** The way to a client's signalling. */
public interface SignalLink {

    /** Sends a message; one to a closed link is lost. Never blocks. */
    void send(SignalResponse message);

    /** Closes it once what was sent is out. */
    void close();
}
