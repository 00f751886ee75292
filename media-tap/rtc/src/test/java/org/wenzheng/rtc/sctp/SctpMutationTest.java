package org.wenzheng.rtc.sctp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wenzheng.rtc.Mutations;
import org.wenzheng.rtc.SimulatedLink;

class SctpMutationTest {

    private final List<byte[]> toPassive = new ArrayList<>();
    private final Checksum checksum = new Checksum();
    private int ended;
    private long received;
    private int delivered;

    @Test
    void survivesMutationsWithARightChecksumAndTag() {
        record(1);
        Victim[] victim = {new Victim()};
        int[] count = new int[1];
        Mutations.of(
                20261128,
                mutated -> {
                    if (++count[0] % 200 == 0 || victim[0].association.state() == SctpState.ENDED) {
                        received += victim[0].association.statistics().packetsReceived();
                        victim[0] = new Victim();
                    }
                    victim[0].receive(mutated);
                },
                toPassive.toArray(byte[][]::new));
        assertThat(received).as("mutations read as packets").isGreaterThan(50_000);
        assertThat(ended).isPositive();
        assertThat(delivered).isPositive();
    }

    @Test
    void refusesAWrongChecksumOrTag() {
        record(2);
        Victim victim = new Victim();
        long before = victim.association.statistics().packetsReceived();
        byte[] data = toPassive.get(toPassive.size() - 1);
        byte[] broken = data.clone();
        broken[broken.length - 1] ^= 1;
        victim.association.receive(Unpooled.wrappedBuffer(broken), 0);
        ByteBuf stranger = Unpooled.wrappedBuffer(data.clone());
        stranger.setInt(4, stranger.getInt(4) ^ 2);
        stranger.setInt(8, checksum.of(stranger, 0, stranger.readableBytes()));
        victim.association.receive(stranger, 0);
        assertThat(victim.association.statistics().packetsReceived()).isEqualTo(before);
        assertThat(victim.association.statistics().packetsRefused()).isEqualTo(2);
    }

    /** A conversation with everything in it: fragments, gaps, skipped messages, resets, heartbeats. */
    private void record(long seed) {
        SimulatedLink link = new SimulatedLink(seed).loss(0.2);
        SctpAssociation[] ends = new SctpAssociation[2];
        ends[0] = new SctpAssociation(
                SctpOptions.defaults(),
                new Random(seed),
                packet -> {
                    toPassive.add(Mutations.bytes(packet));
                    link.send(0, packet, ends[1]::receive);
                },
                new Silent());
        ends[1] = new SctpAssociation(
                SctpOptions.defaults(), new Random(7), packet -> link.send(1, packet, ends[0]::receive), new Silent());
        ends[0].connect(link.now());
        for (int step = 0; step < 4_000; step++) {
            link.run(10);
            ends[0].poll(link.now());
            ends[1].poll(link.now());
            if (step % 20 == 0) {
                ends[0].send(
                        step % 3,
                        53,
                        new byte[1 + step * 13 % 5_000],
                        step % 40 == 0,
                        step % 60 == 0 ? -1 : 0,
                        -1,
                        link.now());
                ends[1].send(1, 53, new byte[100], true, -1, -1, link.now());
            }
            if (step % 500 == 400) {
                ends[0].reset(2, link.now());
            }
        }
        assertThat(toPassive.size()).isGreaterThan(300);
    }

    /** A passive end with the tag of the conversation, brought up by its first packets. */
    private final class Victim implements SctpListener {

        private final SctpAssociation association;
        private long now = 1_000_000_000L;
        private final int tag;

        Victim() {
            association = new SctpAssociation(SctpOptions.defaults(), new Random(7), packet -> {}, this);
            Random same = new Random(7);
            same.nextBytes(new byte[16]); // the cookie
            tag = same.nextInt() | 1;
            for (byte[] packet : toPassive) {
                if (association.state() != SctpState.ESTABLISHED) {
                    association.receive(Unpooled.wrappedBuffer(packet), now);
                }
            }
            assertThat(association.state()).isEqualTo(SctpState.ESTABLISHED);
        }

        void receive(ByteBuf mutated) {
            if (mutated.readableBytes() >= 12) {
                mutated.setInt(4, mutated.readableBytes() > 12 && mutated.getByte(12) == ChunkType.INIT ? 0 : tag);
                mutated.setInt(8, checksum.of(mutated, 0, mutated.readableBytes()));
            }
            now += 7_000_000L;
            association.receive(mutated, now);
            association.poll(now);
            association.send(1, 53, new byte[50], true, -1, -1, now);
        }

        @Override
        public void onEstablished() {}

        @Override
        public void onMessage(int stream, int protocol, byte[] message) {
            delivered++;
        }

        @Override
        public void onIncomingReset(int stream) {}

        @Override
        public void onOutgoingReset(int stream) {}

        @Override
        public void onClosed(SctpCloseReason reason) {
            ended++;
        }
    }

    private static final class Silent implements SctpListener {

        @Override
        public void onEstablished() {}

        @Override
        public void onMessage(int stream, int protocol, byte[] message) {}

        @Override
        public void onIncomingReset(int stream) {}

        @Override
        public void onOutgoingReset(int stream) {}

        @Override
        public void onClosed(SctpCloseReason reason) {}
    }
}
