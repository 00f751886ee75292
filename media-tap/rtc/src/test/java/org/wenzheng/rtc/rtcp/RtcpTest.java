package org.wenzheng.rtc.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wenzheng.rtc.Mutations;

class RtcpTest {

    private static final long SECOND = 1_000_000_000L;

    private final ByteBuf out = Unpooled.buffer();
    private final RtcpWriter writer = new RtcpWriter();
    private final RtcpReader reader = new RtcpReader();
    private final Facts facts = new Facts();

    @Test
    void readsWhatItWrote() {
        writeEverything();
        assertThat(RtcpReader.isRtcp(out)).isTrue();
        assertThat(reader.read(out, facts)).isTrue();
        assertThat(facts.seen)
                .containsExactly(
                        "sr 1 ntp 72623859790382856 ts -5 p 7 o 4000000000",
                        "block by 1 of 9: 51/256 lost 2 highest 10 lsr 0",
                        "cname 1 问政",
                        "bye 1",
                        "nack 1 2: 65534",
                        "nack 1 2: 0",
                        "nack 1 2: 14",
                        "nack 1 2: 15",
                        "pli 1 2",
                        "fir 1 2 number 200",
                        "remb 1 1234560",
                        "twcc 1 2 4 octets");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "ab", "abc", "abcd", "abcde"})
    void fillsNamesUpToWords(String name) {
        writer.begin(out);
        writer.canonicalName(1, name);
        writer.bye(2);
        assertThat(reader.read(out, facts)).isTrue();
        assertThat(facts.seen).containsExactly("cname 1 " + name, "bye 2");
    }

    @Test
    void tellsNothingOfABrokenCompound() {
        writeEverything();
        ByteBuf cut = out.slice(0, out.readableBytes() - 1);
        assertThat(reader.read(cut, facts)).isFalse();
        assertThat(facts.seen).isEmpty();
    }

    @Test
    void readsReducedSizeFeedbackOfChromium() {
        // A NACK for 0x0102 and the one after it, by a receiver with SSRC 1.
        ByteBuf octets =
                Unpooled.wrappedBuffer(HexFormat.of().parseHex("81cd0003" + "00000001" + "0000abcd" + "01020001"));
        assertThat(reader.read(octets, facts)).isTrue();
        assertThat(facts.seen).containsExactly("nack 1 43981: 258", "nack 1 43981: 259");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 30_000, 262_143, 262_144, 5_000_000, 123_456_789_012L})
    void keepsEighteenBitsOfAnEstimate(long bitsPerSecond) {
        writer.begin(out);
        writer.receiverEstimate(1, bitsPerSecond, 5, 6);
        assertThat(reader.read(out, facts)).isTrue();
        long told = Long.parseLong(facts.seen.get(0).substring("remb 1 ".length()));
        assertThat(told).isBetween(bitsPerSecond - (bitsPerSecond >> 17), bitsPerSecond);
    }

    @Test
    void distinguishesRtcpFromRtp() {
        assertThat(RtcpReader.isRtcp(Unpooled.wrappedBuffer(new byte[] {(byte) 0x80, (byte) 200, 0, 1, 0, 0, 0, 0})))
                .isTrue();
        assertThat(RtcpReader.isRtcp(Unpooled.wrappedBuffer(new byte[] {(byte) 0x80, (byte) 0xE0, 0, 1, 0, 0, 0, 0})))
                .isFalse();
        assertThat(RtcpReader.isRtcp(Unpooled.wrappedBuffer(new byte[] {(byte) 0x80, 111, 0, 1, 0, 0, 0, 0})))
                .isFalse();
    }

    @Test
    void countsLossAsTheStandardSays() {
        ReceptionStatistics statistics = new ReceptionStatistics(48_000);
        for (int sequence = 0; sequence < 256; sequence++) {
            if (sequence % 4 != 3) {
                statistics.onPacket(65_536 + sequence, sequence * 960, 100, sequence * 20_000_000L);
            }
        }
        assertThat(statistics.received()).isEqualTo(192);
        assertThat(statistics.octets()).isEqualTo(19_200);
        assertThat(statistics.lost()).isEqualTo(63); // the last is not missed yet
        block(statistics, 0);
        assertThat(statistics.fractionLost()).isEqualTo(63 * 256 / 255);
        assertThat(statistics.jitter()).isZero();
        for (int sequence = 256; sequence < 300; sequence++) {
            statistics.onPacket(65_536 + sequence, sequence * 960, 100, sequence * 20_000_000L);
        }
        block(statistics, 0);
        assertThat(statistics.fractionLost()).isEqualTo(256 / 45); // one of 45
        block(statistics, 0);
        assertThat(statistics.fractionLost()).isZero();
    }

    @Test
    void smoothsJitterByASixteenth() {
        ReceptionStatistics statistics = new ReceptionStatistics(1_000);
        for (int packet = 0; packet < 2_000; packet++) {
            long late = packet % 2 == 0 ? 0 : 32;
            statistics.onPacket(65_536 + packet, packet * 20, 10, (packet * 20L + late) * 1_000_000L);
        }
        assertThat(statistics.jitter()).isBetween(31_000_000L, 32_000_000L);
    }

    @Test
    void provesTheRoundTrip() {
        ReceptionStatistics statistics = new ReceptionStatistics(90_000);
        statistics.onPacket(65_536, 0, 1, 0);
        long sent = NtpTime.ofUnixMicros(1_790_000_000_000_000L);
        statistics.onSenderReport(sent, 10 * SECOND);
        long[] roundTrip = new long[1];
        block(statistics, 12 * SECOND, block -> {
            roundTrip[0] = block.roundTrip(NtpTime.ofUnixMicros(1_790_000_002_080_000L));
            assertThat(block.roundTrip(sent)).isEqualTo(-1);
        });
        assertThat(roundTrip[0]).isBetween(79_900_000L, 80_100_000L);
    }

    @Test
    void turnsWallClockIntoNtpAndBack() {
        assertThat(NtpTime.ofUnixMicros(0)).isEqualTo(2_208_988_800L << 32);
        for (long micros : new long[] {0, 1, 999_999, 1_790_000_000_123_456L}) {
            assertThat(NtpTime.toUnixMicros(NtpTime.ofUnixMicros(micros))).isEqualTo(micros);
        }
    }

    @Test
    void movesASenderReportsTimestampOnToNow() {
        SenderStatistics statistics = new SenderStatistics(90_000);
        statistics.onPacket(3_000, 1_000, SECOND);
        statistics.onPacket(3_000, 500, SECOND + 1_000_000);
        writer.begin(out);
        statistics.beginReport(writer, 1, 42, 2 * SECOND);
        writer.endReport();
        assertThat(reader.read(out, facts)).isTrue();
        assertThat(facts.seen).containsExactly("sr 1 ntp 42 ts 93000 p 2 o 1500");
    }

    @Test
    void survivesMutations() {
        writeEverything();
        int[] good = new int[1];
        Mutations.of(
                20261127,
                mutated -> {
                    RtcpReader.isRtcp(mutated);
                    good[0] += reader.read(mutated, facts) ? 1 : 0;
                    facts.seen.clear();
                },
                Mutations.bytes(out),
                HexFormat.of().parseHex("81cd0003" + "00000001" + "0000abcd" + "01020001"));
        assertThat(good[0]).isBetween(5_000, 90_000);
    }

    private void writeEverything() {
        ReceptionStatistics statistics = new ReceptionStatistics(48_000);
        for (int sequence = 1; sequence <= 10; sequence++) {
            if (sequence != 4 && sequence != 8) {
                statistics.onPacket(65_536 + sequence, sequence * 960, 100, sequence * 20_000_000L);
            }
        }
        writer.begin(out);
        writer.beginSenderReport(1, 0x0102030405060708L, -5, 7, 4_000_000_000L);
        writer.reportBlock(9, statistics, SECOND);
        writer.endReport();
        writer.canonicalName(1, "问政");
        writer.bye(1);
        writer.nack(1, 2, new long[] {65_534, 65_536, 65_550, 65_551}, 4);
        writer.pictureLoss(1, 2);
        writer.fullIntraRequest(1, 2, 200);
        writer.receiverEstimate(1, 1_234_567, 2);
        out.writeBytes(HexFormat.of().parseHex("8fcd0003" + "00000001" + "00000002" + "00010000"));
    }

    private void block(ReceptionStatistics statistics, long now) {
        block(statistics, now, block -> {});
    }

    private void block(ReceptionStatistics statistics, long now, java.util.function.Consumer<ReportBlock> check) {
        ByteBuf report = Unpooled.buffer();
        writer.begin(report);
        writer.beginReceiverReport(1);
        assertThat(writer.reportBlock(2, statistics, now)).isTrue();
        writer.endReport();
        assertThat(reader.read(report, new RtcpHandler() {
                    @Override
                    public void onReportBlock(int sender, ReportBlock block) {
                        check.accept(block);
                    }
                }))
                .isTrue();
    }

    private static final class Facts implements RtcpHandler {

        private final List<String> seen = new ArrayList<>();

        @Override
        public void onSenderReport(int ssrc, long ntp, int timestamp, long packets, long octets) {
            seen.add("sr " + ssrc + " ntp " + ntp + " ts " + timestamp + " p " + packets + " o " + octets);
        }

        @Override
        public void onReportBlock(int sender, ReportBlock block) {
            seen.add("block by " + sender + " of " + block.ssrc() + ": " + block.fractionLost() + "/256 lost "
                    + block.cumulativeLost() + " highest " + block.highestSequence() + " lsr "
                    + block.lastSenderReport());
        }

        @Override
        public void onCanonicalName(int ssrc, ByteBuf buffer, int index, int length) {
            seen.add("cname " + ssrc + " " + buffer.toString(index, length, StandardCharsets.UTF_8));
        }

        @Override
        public void onBye(int ssrc) {
            seen.add("bye " + ssrc);
        }

        @Override
        public void onNack(int sender, int media, int sequence) {
            seen.add("nack " + sender + " " + media + ": " + sequence);
        }

        @Override
        public void onPictureLoss(int sender, int media) {
            seen.add("pli " + sender + " " + media);
        }

        @Override
        public void onFullIntraRequest(int sender, int media, int number) {
            seen.add("fir " + sender + " " + media + " number " + number);
        }

        @Override
        public void onReceiverEstimate(int sender, long bitsPerSecond) {
            seen.add("remb " + sender + " " + bitsPerSecond);
        }

        @Override
        public void onTransportFeedback(int sender, int media, ByteBuf buffer, int index, int length) {
            seen.add("twcc " + sender + " " + media + " " + length + " octets");
        }
    }
}
