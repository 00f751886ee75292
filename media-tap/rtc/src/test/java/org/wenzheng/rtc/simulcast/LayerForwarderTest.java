package org.wenzheng.rtc.simulcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wenzheng.rtc.vp8.Vp8Descriptor;

class LayerForwarderTest {

    private static final long MS = 1_000_000;
    private static final int[] PATTERN = {0, 2, 1, 2};

    private final LayerClock[] clocks = {new LayerClock(90_000), new LayerClock(90_000), new LayerClock(90_000)};
    private final LayerForwarder forwarder = new LayerForwarder(clocks);
    private final Layer[] layers = {new Layer(0, 65_000, 1_000), new Layer(1, 100, -9_000), new Layer(2, 7, 1 << 30)};
    private final List<Sent> sent = new ArrayList<>();
    private long now = 5_000 * MS;

    @Test
    void waitsForAKeyFrameAndThenSendsOneLayer() {
        forwarder.target(2, 2);
        assertThat(forwarder.waitsForKeyFrame()).isTrue();
        frames(3, false);
        assertThat(sent).isEmpty();
        frames(1, true);
        frames(20, false);
        assertThat(forwarder.waitsForKeyFrame()).isFalse();
        assertThat(forwarder.current()).isEqualTo(2);
        assertUnbroken(1);
        assertThat(sent).hasSizeGreaterThan(60);
    }

    @Test
    void showsALowerLayerUntilTheTargetsKeyFrameComes() {
        forwarder.target(2, 2);
        keyFrame(0);
        assertThat(forwarder.current()).isZero();
        assertThat(forwarder.waitsForKeyFrame()).isTrue();
        frames(5, false);
        keyFrame(1);
        assertThat(forwarder.current()).isEqualTo(1);
        keyFrame(0);
        assertThat(forwarder.current()).as("not down again").isEqualTo(1);
        keyFrame(2);
        assertThat(forwarder.current()).isEqualTo(2);
        assertUnbroken(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void staysUnbrokenOverRandomSwitchesPausesAndTemporalLayers(long seed) {
        Random random = new Random(seed);
        for (int step = 0; step < 500; step++) {
            if (random.nextInt(8) == 0) {
                forwarder.target(random.nextInt(5) == 0 ? LayerForwarder.PAUSED : random.nextInt(3), random.nextInt(3));
            }
            if (random.nextInt(20) == 0) {
                report();
            }
            frames(1, random.nextInt(6) == 0);
        }
        assertThat(forwarder.switches()).isGreaterThan(20);
        assertUnbroken(1);
    }

    @Test
    void leavesOutUpperTemporalLayersWithoutGaps() {
        forwarder.target(1, 0);
        keyFrame(1);
        frames(40, false);
        assertThat(sent.stream().map(Sent::temporal).distinct()).containsExactly(0);
        assertUnbroken(1);
        int before = sent.size();
        forwarder.target(1, 2);
        layers[1].sync = false;
        frames(8, false);
        assertThat(sent.subList(before, sent.size()).stream()
                        .map(Sent::temporal)
                        .distinct())
                .as("no way up without a sync frame")
                .containsExactly(0);
        layers[1].sync = true;
        frames(8, false);
        assertThat(sent.stream().map(Sent::temporal)).contains(1, 2);
        assertUnbroken(1);
    }

    @Test
    void goesDownOnlyBetweenFrames() {
        forwarder.target(0, 2);
        keyFrame(0);
        frames(8, false);
        offer(layers[0].packet(2, false, true));
        forwarder.target(0, 0);
        assertThat(offer(layers[0].packet(2, false, false)))
                .as("the rest of that frame")
                .isTrue();
        layers[0].nextFrame(3_000);
        frames(8, false);
        assertThat(sent.get(sent.size() - 1).temporal()).isZero();
        assertUnbroken(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void keepsPlacesForWhatComesLate(long seed) {
        Random random = new Random(seed);
        forwarder.target(1, 0);
        keyFrame(1);
        List<Packet> late = new ArrayList<>();
        int missed = 0;
        for (int frame = 0; frame < 400; frame++) {
            for (Packet packet : layers[1].frame(false, 3_000)) {
                if (packet.temporal == 0 && random.nextInt(10) == 0) {
                    late.add(packet);
                    missed++;
                } else {
                    offer(packet);
                }
            }
            now += 33 * MS;
            if (late.size() > 5) {
                late.forEach(packet -> assertThat(offer(packet)).isTrue());
                late.clear();
            }
        }
        late.forEach(this::offer);
        assertThat(missed).isGreaterThan(20);
        sent.sort(java.util.Comparator.comparingLong(Sent::sequence));
        assertUnbroken(1);
    }

    @Test
    void drawsTimestampsFromSenderReports() {
        report();
        forwarder.target(0, 2);
        keyFrame(0);
        frames(10, false);
        int before = sent.get(sent.size() - 1).timestamp();
        forwarder.target(2, 2);
        now += 400 * MS; // the switch's key frame arrives late; its timestamp says when it was taken
        layers[2].frame(true, 3_000).forEach(this::offer);
        assertThat(sent.get(sent.size() - 1).timestamp() - before).isEqualTo(3_000);
    }

    @Test
    void drawsTimestampsFromArrivalWithoutReports() {
        forwarder.target(0, 2);
        keyFrame(0);
        int before = sent.get(sent.size() - 1).timestamp();
        forwarder.target(1, 2);
        now += 100 * MS; // and 33 since the key frame
        layers[1].frame(true, 3_000).forEach(this::offer);
        assertThat(sent.get(sent.size() - 1).timestamp() - before).isEqualTo(133 * 90);
    }

    @Test
    void passesOverWhatOnlyProbes() {
        forwarder.target(0, 2);
        keyFrame(0);
        for (int probe = 0; probe < 5; probe++) {
            Packet empty = layers[0].packet(0, false, false);
            empty.length = 0;
            assertThat(offer(empty)).isFalse();
        }
        frames(3, false);
        assertUnbroken(1);
    }

    @Test
    void refusesWhatComesFromBeforeTheSwitch() {
        forwarder.target(0, 2);
        Packet early = layers[0].packet(0, false, true);
        keyFrame(0);
        assertThat(offer(early)).isFalse();
    }

    @Test
    void forwardsOneLayerOfACodecWithoutDescriptor() {
        LayerForwarder h264 = new LayerForwarder(new LayerClock(90_000));
        h264.target(0, 0);
        assertThat(h264.offer(0, 65_536 + 5, 50, null, false, 100, now)).isFalse();
        assertThat(h264.offer(0, 65_536 + 6, 60, null, true, 100, now)).isTrue();
        assertThat(h264.offer(0, 65_536 + 7, 60, null, false, 100, now)).isTrue();
        assertThat(h264.sequence()).isEqualTo(7);
        assertThat(h264.timestamp()).isEqualTo(60);
        assertThat(h264.pictureId()).isEqualTo(-1);
        assertThat(h264.tl0PicIdx()).isEqualTo(-1);
    }

    /** Each sequence number once and without gaps; pictures and timestamps rise together; the base layer is counted. */
    private void assertUnbroken(int step) {
        Set<Long> sequences = new HashSet<>();
        for (int index = 0; index < sent.size(); index++) {
            Sent packet = sent.get(index);
            assertThat(sequences.add(packet.sequence())).isTrue();
            if (index == 0) {
                continue;
            }
            Sent before = sent.get(index - 1);
            assertThat(packet.sequence() - before.sequence()).isEqualTo(step);
            int pictures = (packet.picture() - before.picture()) << 17 >> 17;
            int time = packet.timestamp() - before.timestamp();
            if (packet.source().equals(before.source())) {
                assertThat(pictures).isZero();
                assertThat(time).isZero();
            } else {
                assertThat(pictures).isEqualTo(1);
                assertThat(time).isPositive();
                int base = (byte) (packet.tl0() - before.tl0());
                assertThat(base).isEqualTo(packet.temporal() == 0 ? 1 : 0);
            }
        }
    }

    private void frames(int count, boolean keyFrames) {
        for (int frame = 0; frame < count; frame++) {
            for (Layer layer : layers) {
                layer.frame(keyFrames, 3_000).forEach(this::offer);
            }
            now += 33 * MS;
        }
    }

    private void keyFrame(int layer) {
        for (Layer each : layers) {
            each.frame(each.number == layer, 3_000).forEach(this::offer);
        }
        now += 33 * MS;
    }

    private void report() {
        for (Layer layer : layers) {
            // All layers are taken at the same moments: 3,000 units each frame, whenever they arrive.
            long seconds = (1_000_000L + layer.frames * 3_000L) / 90_000;
            long rest = (1_000_000L + layer.frames * 3_000L) % 90_000;
            clocks[layer.number].onSenderReport(seconds << 32 | (rest << 32) / 90_000, layer.timestamp);
        }
    }

    private boolean offer(Packet packet) {
        Vp8Descriptor descriptor = new Vp8Descriptor();
        ByteBuf payload = packet.payload();
        descriptor.wrap(payload, 0, payload.readableBytes());
        boolean forward = forwarder.offer(
                packet.layer,
                packet.sequence,
                packet.timestamp,
                descriptor,
                descriptor.startsKeyFrame() && packet.length > 0,
                packet.length,
                now);
        if (forward) {
            long sequence = sent.isEmpty()
                    ? forwarder.sequence()
                    : sent.get(sent.size() - 1).sequence()
                            + (short) (forwarder.sequence()
                                    - (int) sent.get(sent.size() - 1).sequence());
            sent.add(new Sent(
                    sequence,
                    forwarder.timestamp(),
                    forwarder.pictureId(),
                    forwarder.tl0PicIdx(),
                    packet.temporal,
                    packet.layer + ":" + packet.picture));
        }
        return forward;
    }

    private record Sent(long sequence, int timestamp, int picture, int tl0, int temporal, String source) {}

    private static final class Packet {

        private int layer;
        private long sequence;
        private int timestamp;
        private int picture;
        private int tl0;
        private int temporal;
        private boolean sync;
        private boolean key;
        private boolean start;
        private int length = 100;

        ByteBuf payload() {
            return Unpooled.buffer()
                    .writeByte(start ? 0x90 : 0x80)
                    .writeByte(0xE0)
                    .writeShort(0x8000 | (picture & 0x7FFF))
                    .writeByte(tl0)
                    .writeByte(temporal << 6 | (sync ? 0x20 : 0))
                    .writeByte(key ? 0 : 1);
        }
    }

    /** An encoder's layer: each frame three packets, temporal layers 0 2 1 2. */
    private static final class Layer {

        private final int number;
        private long sequence;
        private int timestamp;
        private int picture = 32_700;
        private int tl0 = 250;
        private int position;
        private int frames;
        private boolean sync = true;

        Layer(int number, int sequence, int timestamp) {
            this.number = number;
            this.sequence = 65_536L + sequence;
            this.timestamp = timestamp;
        }

        List<Packet> frame(boolean key, int ticks) {
            if (key) {
                position = 0;
            }
            int temporal = PATTERN[position++ % PATTERN.length];
            if (temporal == 0) {
                tl0 = tl0 + 1 & 0xFF;
            }
            List<Packet> packets =
                    List.of(packet(temporal, key, true), packet(temporal, key, false), packet(temporal, key, false));
            nextFrame(ticks);
            return packets;
        }

        Packet packet(int temporal, boolean key, boolean start) {
            Packet packet = new Packet();
            packet.layer = number;
            packet.sequence = sequence++;
            packet.timestamp = timestamp;
            packet.picture = picture;
            packet.tl0 = tl0;
            packet.temporal = temporal;
            packet.sync = sync && temporal > 0;
            packet.key = key;
            packet.start = start;
            return packet;
        }

        void nextFrame(int ticks) {
            picture = picture + 1 & 0x7FFF;
            timestamp += ticks;
            frames++;
        }
    }
}
