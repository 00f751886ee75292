package org.wenzheng.rtc.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.wenzheng.rtc.srtp.SrtpProfile;

/** Mutated datagrams of every protocol at a port that works: nothing breaks, leaks or answers, and others notice nothing. */
class MediaPortFuzzTest {
    private static final int DATAGRAMS = 100_000;
    private static final int BETWEEN_PINGS = 500;

    /** On a machine with other work this takes longer than peers may be silent. */
    private static final MediaPortOptions OPTIONS = MediaPortOptions.defaults()
            .withLoops(1)
            .withTimeouts(Duration.ofHours(1), Duration.ofHours(1))
            .withHandshakes(32, Duration.ofHours(1));

    private final Random random = new Random(20261126);

    @Test
    void goesOnWhateverComes() throws Exception {
        int leaksBefore = CountingLeakDetector.LEAKS.get();
        try (MediaPort port = MediaPort.open(OPTIONS);
                TestAgent victim = TestAgent.udp(port);
                TestAgent bystander = TestAgent.udp(port);
                TestAgent joining = TestAgent.udp(port);
                TestAgent stranger = TestAgent.udp(port)) {
            RecordingListener victimRoom = new RecordingListener();
            RecordingListener bystanderRoom = new RecordingListener();
            RecordingListener joiningRoom = new RecordingListener();
            Peer attacked = join(port, victim, victimRoom);
            Peer other = join(port, bystander, bystanderRoom);
            Peer half = port.newPeer(port.eventLoops().get(0), joiningRoom);
            assertThat(joining.check(half.localCredentials(), true)).isTrue();
            int joiningGot = joining.packets.get();
            victim.answers.clear();
            bystander.answers.clear();

            List<byte[]> seeds = List.of(
                    victim.checkFor(attacked.localCredentials(), true),
                    bystander.checkFor(other.localCredentials(), true),
                    clientHello(),
                    alert(0),
                    alert(1),
                    protectedRtp(),
                    protectedRtcp(),
                    new byte[] {0, 1, 0, 0},
                    new byte[0]);
            int pings = 0;
            for (int i = 0; i < DATAGRAMS; i++) {
                byte[] mutated = mutate(seeds.get(random.nextInt(seeds.size())));
                switch (random.nextInt(4)) {
                    case 0 -> stranger.send(mutated);
                    case 1, 2 -> victim.send(mutated);
                    default -> {
                        // A garbled ClientHello may fail that handshake; what it must not do is anything else.
                        joining.send(mutated);
                    }
                }
                if (i % BETWEEN_PINGS == 0) {
                    pings = ping(bystander, bystanderRoom, pings);
                }
            }

            assertThat(stranger.packets.get()).as("packets to a stranger").isZero();
            assertThat(victim.answers).as("answers to forged checks").isEmpty();
            assertThat(joining.answers).isEmpty();
            assertThat(joining.packets.get()).isGreaterThanOrEqualTo(joiningGot);
            assertThat(victimRoom.rtp).as("forged media").isEmpty();
            assertThat(victimRoom.rtcp).isEmpty();
            assertThat(victimRoom.sctp).isEmpty();
            assertThat(List.of(victimRoom.ends.get(), bystanderRoom.ends.get())).containsExactly(0, 0);
            assertThat(bystanderRoom.rtcp).isEmpty();
            assertThat(bystanderRoom.rtp).hasSizeLessThanOrEqualTo(pings).allMatch(packet -> packet.length == 212);
            assertThat(other.stats().dropped()).as("forged checks in its name").containsOnlyKeys(Drop.STUN_INTEGRITY);
            assertThat(attacked.stats().dropped().get(Drop.SRTP_AUTHENTICATION)).isGreaterThan(1_000);
            assertThat(port.dropped().get(Drop.STRANGER)).isGreaterThan(1_000);
            assertThat(port.dropped().get(Drop.STUN_MALFORMED)).isGreaterThan(1_000);
            assertThat(attacked.stats().dropped().get(Drop.STUN_INTEGRITY)).isGreaterThan(1_000);

            victim.sendRtp(rtp(9, 6));
            await().until(() -> victimRoom.rtp.size() == 1);
            byte[] data = {1, 2, 3, 4};
            victim.dtls().send(data, 0, data.length);
            await().atMost(60, TimeUnit.SECONDS).until(() -> victimRoom.sctp.size() == 1);
            assertThat(attacked.loop()
                            .submit(() -> attacked.sendRtp(Unpooled.wrappedBuffer(rtp(1, 1))))
                            .get())
                    .isTrue();
            assertThat(victim.nextMedia()).hasSize(212);
        }
        assertThat(leaks() - leaksBefore).as("buffers lost").isZero();
    }

    /** Waits until the port has worked off what was sent; it may have dropped a ping, too, if it got no time to read. */
    private int ping(TestAgent bystander, RecordingListener room, int pingsBefore) throws Exception {
        int before = room.rtp.size();
        int pings = pingsBefore;
        while (room.rtp.size() == before) {
            bystander.sendRtp(rtp(++pings, 5));
            for (int i = 0; i < 200 && room.rtp.size() == before; i++) {
                TimeUnit.MICROSECONDS.sleep(500);
            }
        }
        return pings;
    }

    /** Logs one leak, on purpose: without it nobody would know that the other test can fail. */
    @Test
    void findsALostBuffer() throws Exception {
        int before = leaks();
        lose();
        assertThat(leaks()).isGreaterThan(before);
    }

    private static void lose() {
        PooledByteBufAllocator.DEFAULT.directBuffer(64).writeByte(1);
    }

    /** Lost buffers are found when one more is allocated after the garbage was collected. */
    private static int leaks() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            System.gc();
            for (int n = 0; n < 50; n++) {
                PooledByteBufAllocator.DEFAULT.directBuffer(64).release();
                PooledByteBufAllocator.DEFAULT.heapBuffer(64).release();
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return CountingLeakDetector.LEAKS.get();
    }

    private static Peer join(MediaPort port, TestAgent agent, RecordingListener room) throws Exception {
        Peer peer = port.newPeer(port.eventLoops().get(0), room);
        agent.join(port, peer);
        await().atMost(60, TimeUnit.SECONDS).until(() -> room.connected.get() == 1);
        return peer;
    }

    private byte[] mutate(byte[] seed) {
        byte[] mutated = Arrays.copyOf(seed, random.nextInt(5) == 0 ? random.nextInt(1600) : seed.length);
        for (int n = 1 + random.nextInt(6); n > 0 && mutated.length > 0; n--) {
            mutated[random.nextInt(mutated.length)] ^= (byte) (1 + random.nextInt(255));
        }
        boolean check = mutated.length >= 28 && mutated.length == seed.length && seed[0] == 0;
        if (check && random.nextBoolean()) {
            // Anybody can make a FINGERPRINT right, so that the parts behind it are reached, too.
            System.arraycopy(seed, 0, mutated, 0, 8);
            CRC32 crc = new CRC32();
            crc.update(mutated, 0, mutated.length - 8);
            ByteBuffer.wrap(mutated)
                    .putInt(mutated.length - 8, 0x80280004)
                    .putInt(mutated.length - 4, (int) crc.getValue() ^ 0x5354554E);
        }
        // What came out unchanged is not forged.
        if (Arrays.equals(mutated, seed) && mutated.length > 0) {
            mutated[mutated.length - 1] ^= 1;
        }
        return mutated;
    }

    private byte[] rtp(int sequence, int ssrc) {
        byte[] packet = new byte[212];
        random.nextBytes(packet);
        packet[0] = (byte) 0x80;
        packet[1] = 111;
        packet[2] = (byte) (sequence >> 8);
        packet[3] = (byte) sequence;
        packet[8] = packet[9] = packet[10] = 0;
        packet[11] = (byte) ssrc;
        return packet;
    }

    private byte[] protectedRtp() {
        return Arrays.copyOf(rtp(77, 6), 212 + SrtpProfile.MAX_OVERHEAD);
    }

    private byte[] protectedRtcp() {
        byte[] packet = protectedRtp();
        packet[1] = (byte) 200;
        return packet;
    }

    private static byte[] alert(int epoch) {
        return ByteBuffer.allocate(15)
                .put((byte) 21)
                .putShort((short) 0xFEFD)
                .putShort((short) epoch)
                .put(new byte[6])
                .putShort((short) 2)
                .put((byte) 2)
                .put((byte) 0)
                .array();
    }

    private byte[] clientHello() {
        byte[] body = new byte[120];
        random.nextBytes(body);
        return ByteBuffer.allocate(25 + body.length)
                .put((byte) 22)
                .putShort((short) 0xFEFD)
                .put(new byte[8])
                .putShort((short) (12 + body.length))
                .put((byte) 1)
                .put(new byte[] {0, 0, (byte) body.length})
                .putShort((short) 0)
                .put(new byte[3])
                .put(new byte[] {0, 0, (byte) body.length})
                .put(body)
                .array();
    }
}
