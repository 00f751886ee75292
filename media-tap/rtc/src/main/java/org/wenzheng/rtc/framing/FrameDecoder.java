package org.wenzheng.rtc.framing;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/**
 * Cuts a stream into packets (RFC 4571). Packets are slices of what was read. Empty frames are passed over; a frame longer than
 * any packet may be closes the connection, because what follows it could not be trusted to be a frame.
 */
public final class FrameDecoder extends ByteToMessageDecoder {
    private static final int HEADER = 2;

    private final int maxLength;

    /** A decoder for packets of up to {@code maxLength} bytes. */
    public FrameDecoder(int maxLength) {
        this.maxLength = maxLength;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        while (in.readableBytes() >= HEADER) {
            int length = in.getUnsignedShort(in.readerIndex());
            if (length > maxLength) {
                in.skipBytes(in.readableBytes());
                var unused = context.close();
                return;
            }
            if (in.readableBytes() < HEADER + length) {
                return;
            }
            in.skipBytes(HEADER);
            if (length > 0) {
                out.add(in.readRetainedSlice(length));
            }
        }
    }
}
