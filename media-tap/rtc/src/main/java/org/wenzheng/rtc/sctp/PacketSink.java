package org.wenzheng.rtc.sctp;

import io.netty.buffer.ByteBuf;

/** Takes the packets that an association sends. */
@FunctionalInterface
public interface PacketSink {

    /** Sends a packet; the buffer is good during the call only, and its indices are to be left alone. */
    void send(ByteBuf packet);
}
