package org.wenzheng.rtc.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DtlsRecordsTest {
    private static ByteBuf record(int type, int epoch, int length) {
        return Unpooled.buffer()
                .writeByte(type)
                .writeShort(0xFEFD)
                .writeShort(epoch)
                .writeZero(6)
                .writeShort(length)
                .writeZero(length);
    }

    private static ByteBuf message(int total, int offset, int fragment) {
        ByteBuf record = record(22, 0, 12 + fragment);
        record.setMedium(14, total).setMedium(19, offset).setMedium(22, fragment);
        return record;
    }

    private static void check(ByteBuf datagram, boolean before, boolean after) {
        assertThat(DtlsRecords.acceptable(datagram, false)).isEqualTo(before);
        assertThat(DtlsRecords.acceptable(datagram, true)).isEqualTo(after);
    }

    @Test
    void letsHandshakesAndDataThrough() {
        check(message(100, 0, 100), true, true);
        check(message(100, 40, 60), true, true);
        check(Unpooled.wrappedBuffer(message(100, 0, 100), record(20, 0, 1), record(22, 1, 40)), true, true);
        check(record(23, 1, 100), true, true);
        check(record(21, 1, 26), true, true);
    }

    @Test
    void heedsUnsignedAlertsDuringTheHandshakeOnly() {
        check(record(21, 0, 2), true, false);
        check(record(21, 0, 3), false, false);
    }

    @Test
    void refusesWhatBouncyCastleWouldFailOver() {
        check(record(23, 1, 23), false, false);
        check(record(23, 0, 40), false, false);
        check(record(24, 1, 40), false, false);
        check(record(23, 2, 40), false, false);
        check(record(22, 0, 0), false, false);
        check(message(1 << 20, 0, 10), false, false);
        check(message(100, 95, 10), false, false);
        check(record(23, 1, 100).setShort(11, 101), false, false);
        check(record(23, 1, 100).setShort(1, 0x0303), false, false);
        check(Unpooled.wrappedBuffer(record(23, 1, 100), Unpooled.buffer().writeZero(5)), false, false);
    }

    @Test
    void survivesWhateverComes() {
        Random random = new Random(6347);
        for (int i = 0; i < 100_000; i++) {
            ByteBuf datagram = Unpooled.wrappedBuffer(message(100, 0, 100), record(23, 1, 40));
            for (int n = random.nextInt(6); n > 0; n--) {
                datagram.setByte(random.nextInt(datagram.readableBytes()), random.nextInt());
            }
            datagram.writerIndex(random.nextInt(datagram.writerIndex() + 1));
            DtlsRecords.acceptable(datagram, random.nextBoolean());
        }
    }
}
