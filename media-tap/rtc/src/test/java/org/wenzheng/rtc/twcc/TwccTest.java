package org.wenzheng.rtc.twcc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wenzheng.rtc.Mutations;
import org.wenzheng.rtc.rtcp.RtcpHandler;
import org.wenzheng.rtc.rtcp.RtcpReader;

class TwccTest {

    private static final long MS = 1_000_000;

    private final TwccReader reader = new TwccReader();
    private final RtcpReader rtcp = new RtcpReader();

    @Test
    void readsAFeedbackGivenAsOctets() {
        // Base 5, five packets, reference 1 (64 ms), count 0; a run of two small, then one missing and two of a 2-bit
        // vector.
        ByteBuf body = hex("0005 0005 000001 00 2002 c900 04 08 fffc 01");
        List<String> told = new ArrayList<>();
        assertThat(reader.read(
                        body,
                        0,
                        body.readableBytes(),
                        (number, received, arrival) ->
                                told.add(number + " " + received + " " + (received ? arrival / 1_000 : 0))))
                .isTrue();
        // 0xc900 is 11 00 10 01 00 ...: missing, large, small.
        assertThat(told).containsExactly("5 true 65000", "6 true 67000", "7 false 0", "8 true 66000", "9 true 66250");
    }

    @ParameterizedTest
    @CsvSource({"0,0,1", "0.02,5,2", "0.3,20,3", "0.9,50,4", "0.1,3000,5"})
    void tellsEachPacketsFateThroughTheWire(double loss, int jitterMillis, long seed) {
        Random random = new Random(seed);
        TwccRecorder recorder = new TwccRecorder(50 * MS);
        Map<Integer, Long> arrivals = new HashMap<>();
        Map<Integer, Long> toldArrivals = new HashMap<>();
        Map<Integer, Boolean> told = new HashMap<>();
        long start = 777_123_456_789L;
        int last = 0;
        int feedbacks = 0;
        long now = start;
        for (int sequence = 65_000; sequence < 75_000; sequence++) {
            now = start + 2L * (sequence - 65_000) * MS;
            if (random.nextDouble() >= loss) {
                long arrival = now + (jitterMillis == 0 ? 0 : (long) (random.nextDouble() * jitterMillis * MS));
                recorder.onPacket(sequence & 0xFFFF, arrival);
                arrivals.put(sequence, arrival);
                last = sequence;
            }
            if (recorder.due(now) || sequence == 74_999) {
                feedbacks++;
                read(recorder, now, (number, received, arrival) -> {
                    int extended = number >= 60_000 ? number : number + 65_536;
                    told.merge(extended, received, (before, after) -> before || after);
                    if (received) {
                        toldArrivals.put(extended, arrival);
                    }
                });
            }
        }
        assertThat(feedbacks).isBetween(300, 420);
        long offset = Long.MIN_VALUE;
        int first = arrivals.keySet().stream().min(Integer::compare).orElseThrow();
        for (int sequence = first; sequence <= last; sequence++) {
            assertThat(told).as("fate of " + sequence).containsEntry(sequence, arrivals.containsKey(sequence));
            if (arrivals.containsKey(sequence)) {
                long difference = arrivals.getOrDefault(sequence, 0L) - toldArrivals.getOrDefault(sequence, 0L);
                offset = offset == Long.MIN_VALUE ? difference : offset;
                assertThat(Math.abs(difference - offset))
                        .as("clock of " + sequence)
                        .isLessThan(260_000);
            }
        }
    }

    @Test
    void tellsOfAPacketThatCameLateAgain() {
        TwccRecorder recorder = new TwccRecorder(50 * MS);
        recorder.onPacket(1, 0);
        recorder.onPacket(3, 1 * MS);
        List<String> told = new ArrayList<>();
        TwccReader.Handler handler = (number, received, arrival) -> told.add(number + " " + received);
        read(recorder, 100 * MS, handler);
        assertThat(told).containsExactly("1 true", "2 false", "3 true");
        told.clear();
        assertThat(recorder.due(200 * MS)).isFalse();
        recorder.onPacket(2, 150 * MS);
        assertThat(recorder.due(200 * MS)).isTrue();
        read(recorder, 200 * MS, handler);
        assertThat(told).containsExactly("2 true", "3 true");
    }

    @Test
    void relatesFeedbackToWhatWasSent() {
        List<String> fates = new ArrayList<>();
        TwccSender sender = new TwccSender((sentAt, arrivedAt, octets, received) ->
                fates.add(sentAt / MS + " " + (received ? arrivedAt / MS : -1) + " " + octets));
        sender.onPacket(0, true, 0);
        for (int packet = 0; packet < 70_000; packet++) {
            assertThat(sender.next()).isEqualTo(packet & 0xFFFF);
            sender.onSent(packet % 1_000, packet * MS);
        }
        sender.onPacket(69_998 & 0xFFFF, false, 0);
        sender.onPacket(69_999 & 0xFFFF, true, 5 * MS);
        sender.onPacket(69_999 & 0xFFFF, true, 5 * MS);
        sender.onPacket(69_998 & 0xFFFF, true, 6 * MS);
        sender.onPacket(70_001 & 0xFFFF, true, 7 * MS);
        sender.onPacket(50_000, true, 7 * MS);
        assertThat(fates).containsExactly("69998 -1 998", "69999 5 999", "69998 6 998");
    }

    @Test
    void survivesMutations() {
        TwccRecorder recorder = new TwccRecorder(MS);
        Random random = new Random(9);
        for (int sequence = 0; sequence < 200; sequence++) {
            if (random.nextInt(4) != 0) {
                recorder.onPacket(sequence, sequence * MS + 10L * random.nextInt(40) * MS);
            }
        }
        ByteBuf out = Unpooled.buffer();
        recorder.write(out, 1, 2, 1_000 * MS);
        byte[] body = Mutations.bytes(out.skipBytes(12));
        int[] good = new int[1];
        Mutations.of(
                5,
                mutated -> {
                    int[] told = new int[1];
                    boolean read =
                            reader.read(mutated, 0, mutated.readableBytes(), (number, received, arrival) -> told[0]++);
                    good[0] += read ? 1 : 0;
                    if (!read) {
                        assertThat(told[0]).isZero();
                    }
                },
                body,
                Mutations.bytes(hex("0005 0005 000001 00 2002 c900 04 08 fffc 01")));
        assertThat(good[0]).isBetween(10_000, 95_000);
    }

    private void read(TwccRecorder recorder, long now, TwccReader.Handler handler) {
        while (recorder.pending()) {
            ByteBuf out = Unpooled.buffer();
            recorder.write(out, 1, 2, now);
            boolean[] heard = new boolean[1];
            assertThat(rtcp.read(out, new RtcpHandler() {
                        @Override
                        public void onTransportFeedback(int sender, int media, ByteBuf buffer, int index, int length) {
                            heard[0] = reader.read(buffer, index, length, handler);
                        }
                    }))
                    .isTrue();
            assertThat(heard[0]).isTrue();
            assertThat(out.readableBytes()).isLessThan(3_000);
        }
    }

    private static ByteBuf hex(String octets) {
        return Unpooled.wrappedBuffer(HexFormat.of().parseHex(octets.replace(" ", "")));
    }
}
