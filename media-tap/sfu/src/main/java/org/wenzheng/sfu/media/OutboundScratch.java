package org.wenzheng.sfu.media;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.wenzheng.rtc.rtp.RtpWriter;
import org.wenzheng.rtc.vp8.Vp8Descriptor;

/** What is reused for each packet that a connection sends, so that sending makes no garbage. */
final class OutboundScratch {

    private final ByteBuf head = Unpooled.buffer(256);
    private final RtpWriter writer = new RtpWriter(false);
    private final Vp8Descriptor descriptor = new Vp8Descriptor();

    /** Header and rewritten payload descriptor of the packet under way. */
    ByteBuf head() {
        return head;
    }

    RtpWriter writer() {
        return writer;
    }

    Vp8Descriptor descriptor() {
        return descriptor;
    }
}
