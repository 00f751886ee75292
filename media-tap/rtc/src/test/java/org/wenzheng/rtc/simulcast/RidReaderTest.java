package org.wenzheng.rtc.simulcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wenzheng.rtc.rtp.RtpPacket;
import org.wenzheng.rtc.rtp.RtpWriter;

class RidReaderTest {

    private final RidReader reader = new RidReader(List.of("q", "h", "full"), 10, 11);

    @Test
    void tellsTheLayerOfMediaAndOfRepair() {
        assertThat(reader.layer(packet(10, "q"))).isZero();
        assertThat(reader.layer(packet(10, "full"))).isEqualTo(2);
        assertThat(reader.repairedLayer(packet(10, "h"))).isEqualTo(-1);
        assertThat(reader.repairedLayer(packet(11, "h"))).isEqualTo(1);
        assertThat(reader.layer(packet(10, "qq"))).isEqualTo(-1);
        assertThat(reader.layer(packet(9, "q"))).isEqualTo(-1);
        assertThat(new RidReader(List.of("q"), 0, 0).layer(packet(10, "q"))).isEqualTo(-1);
    }

    private static RtpPacket packet(int id, String rid) {
        ByteBuf out = Unpooled.buffer();
        RtpWriter writer = new RtpWriter(false);
        writer.begin(out, false, 96, 1, 2, 3);
        writer.extension(id, rid.getBytes(StandardCharsets.US_ASCII));
        writer.endHeader();
        RtpPacket packet = new RtpPacket();
        assertThat(packet.wrap(out)).isTrue();
        return packet;
    }
}
