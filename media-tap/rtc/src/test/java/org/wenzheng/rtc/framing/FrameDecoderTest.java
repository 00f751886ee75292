package org.wenzheng.rtc.framing;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameDecoderTest {
    @Test
    void findsPacketsHoweverTheStreamIsCut() {
        Random random = new Random(4571);
        ByteBuf stream = Unpooled.buffer();
        byte[][] packets = new byte[200][];
        for (int i = 0; i < packets.length; i++) {
            packets[i] = new byte[1 + random.nextInt(300)];
            random.nextBytes(packets[i]);
            stream.writeShort(packets[i].length).writeBytes(packets[i]);
            if (i % 10 == 0) {
                stream.writeShort(0);
            }
        }
        EmbeddedChannel channel = new EmbeddedChannel(new FrameDecoder(300));
        while (stream.isReadable()) {
            channel.writeInbound(stream.readBytes(Math.min(stream.readableBytes(), 1 + random.nextInt(700))));
        }
        for (byte[] packet : packets) {
            ByteBuf got = channel.readInbound();
            assertThat(got).isEqualTo(Unpooled.wrappedBuffer(packet));
            got.release();
        }
        assertThat(channel.<ByteBuf>readInbound()).isNull();
        channel.finishAndReleaseAll();
    }

    @Test
    void closesAStreamThatIsNoneOfPackets() {
        EmbeddedChannel channel = new EmbeddedChannel(new FrameDecoder(2048));
        channel.writeInbound(Unpooled.copiedBuffer(new byte[] {'G', 'E', 'T', ' ', '/'}));
        assertThat(channel.<ByteBuf>readInbound()).isNull();
        assertThat(channel.isOpen()).isFalse();
        channel.finishAndReleaseAll();
    }
}
