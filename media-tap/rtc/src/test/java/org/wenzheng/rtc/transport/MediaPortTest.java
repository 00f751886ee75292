package org.wenzheng.rtc.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.unix.SegmentedDatagramPacket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wenzheng.rtc.dtls.DtlsClient;
import org.wenzheng.rtc.dtls.SetupRole;
import org.wenzheng.rtc.ice.IceCandidate;
import org.wenzheng.rtc.ice.IceCredentials;
import org.wenzheng.rtc.srtp.SrtpProfile;

class MediaPortTest {
    private final AtomicLong skipped = new AtomicLong();
    private final MediaPortOptions options =
            MediaPortOptions.defaults().withLoops(2).withClock(() -> System.nanoTime() + skipped.get());
    private final List<AutoCloseable> open = new ArrayList<>();
    private final Random random = new Random(42);

    @BeforeAll
    static void patience() {
        Awaitility.setDefaultTimeout(60, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    private MediaPort port(MediaPortOptions with) throws IOException {
        MediaPort port = MediaPort.open(with);
        open.add(port);
        return port;
    }

    private static InetAddress address(String numeric) throws IOException {
        return InetAddress.getAllByName(numeric)[0];
    }

    private TestAgent agent(MediaPort port, boolean tcp) throws IOException {
        TestAgent agent = tcp ? TestAgent.tcp(port) : TestAgent.udp(port);
        open.add(agent);
        return agent;
    }

    private static Peer peer(MediaPort port, int loop, RecordingListener listener) {
        Peer peer = port.newPeer(port.eventLoops().get(loop), listener);
        listener.peer = peer;
        return peer;
    }

    private byte[] rtp(int sequence, int length) {
        byte[] packet = new byte[length];
        random.nextBytes(packet);
        packet[0] = (byte) 0x80;
        packet[1] = 96;
        packet[2] = (byte) (sequence >> 8);
        packet[3] = (byte) sequence;
        Arrays.fill(packet, 8, 12, (byte) 7);
        return packet;
    }

    private static byte[] report() {
        byte[] report = new byte[28];
        report[0] = (byte) 0x80;
        report[1] = (byte) 200;
        report[3] = 6;
        return report;
    }

    private static <T> T on(Peer peer, Callable<T> call) throws Exception {
        return peer.loop().submit(call).get(30, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @CsvSource({"7,udp", "8,udp", "1,udp", "7,tcp", "1,tcp"})
    void carriesMediaReportsAndDataBothWays(int profile, String over) throws Exception {
        MediaPort port = port(options);
        RecordingListener room = new RecordingListener();
        Peer peer = peer(port, 1, room);
        TestAgent agent = agent(port, over.equals("tcp"));
        agent.describeTo(peer);
        assertThat(agent.check(peer.localCredentials(), true)).isTrue();
        agent.handshake(port, profile);
        await().until(() -> room.connected.get() == 1);
        assertThat(room.paths).containsExactly(agent.address());
        assertThat(peer.stats().srtpProfile())
                .isEqualTo(Arrays.stream(SrtpProfile.values())
                        .filter(p -> p.id() == profile)
                        .findFirst()
                        .orElseThrow()
                        .ianaName());

        List<byte[]> sent = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            sent.add(rtp(65510 + i, 12 + random.nextInt(1200)));
            agent.sendRtp(sent.get(i));
        }
        agent.sendRtcp(report());
        await().until(() -> room.rtp.size() == 50 && room.rtcp.size() == 1);
        assertThat(room.rtp).usingElementComparator(Arrays::compare).containsExactlyElementsOf(sent);
        assertThat(room.rtcp.get(0)).isEqualTo(report());

        on(peer, () -> {
            for (byte[] packet : sent) {
                assertThat(peer.sendRtp(Unpooled.wrappedBuffer(packet))).isTrue();
            }
            return peer.sendRtcp(Unpooled.wrappedBuffer(report()));
        });
        for (byte[] packet : sent) {
            assertThat(agent.nextMedia()).isEqualTo(packet);
        }
        assertThat(agent.nextMedia()).isEqualTo(report());

        byte[] data = new byte[Peer.MAX_SCTP_LENGTH];
        random.nextBytes(data);
        agent.dtls().send(data, 0, data.length);
        await().until(() -> room.sctp.size() == 1);
        assertThat(room.sctp.get(0)).isEqualTo(data);
        assertThat(on(peer, () -> peer.sendSctp(Unpooled.wrappedBuffer(data)))).isTrue();
        byte[] got = new byte[2048];
        assertThat(agent.dtls().receive(got, 0, got.length, 20_000)).isEqualTo(data.length);
        assertThat(Arrays.copyOf(got, data.length)).isEqualTo(data);

        PeerStats stats = peer.stats();
        assertThat(stats.tcp()).isEqualTo(over.equals("tcp"));
        assertThat(List.of(stats.rtpIn(), stats.rtcpIn(), stats.sctpIn())).containsExactly(50L, 1L, 1L);
        assertThat(List.of(stats.rtpOut(), stats.rtcpOut(), stats.sctpOut())).containsExactly(50L, 1L, 1L);
        assertThat(stats.dropped()).isEmpty();

        agent.dtls().close();
        await().until(() -> room.ends.get() == 1);
        assertThat(room.reason).isEqualTo(CloseReason.REMOTE);
        assertThat(room.wrongThread.get()).isZero();
    }

    @Test
    void rewritesOnePacketForEachOfManyPeers() throws Exception {
        MediaPort port = port(options);
        List<Peer> peers = new ArrayList<>();
        List<TestAgent> agents = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            RecordingListener room = new RecordingListener();
            peers.add(peer(port, 0, room));
            agents.add(agent(port, i == 2));
            agents.get(i).join(port, peers.get(i));
            await().until(() -> room.connected.get() == 1);
        }
        byte[] source = rtp(1000, 900);
        source[1] = (byte) 0xE0;
        ByteBuf packet = Unpooled.directBuffer().writeBytes(source);
        ByteBuf head =
                Unpooled.buffer().writeBytes(source, 0, 12).writeInt(0xBEDE0001).writeInt(0x10203040);
        head.setByte(0, 0x90);
        on(peers.get(0), () -> {
            for (int i = 0; i < 3; i++) {
                assertThat(peers.get(i).sendRtp(packet, 70 + i, 100 + i, 5 + i, 9 + i))
                        .isTrue();
                assertThat(peers.get(i).sendRtp(head, packet, 12, 888)).isTrue();
            }
            return null;
        });
        assertThat(packet.readableBytes()).isEqualTo(900);
        assertThat(head.readableBytes()).isEqualTo(20);
        for (int i = 0; i < 3; i++) {
            byte[] expected = source.clone();
            expected[1] = (byte) (0x80 | 100 + i);
            expected[2] = 0;
            expected[3] = (byte) (5 + i);
            Arrays.fill(expected, 4, 12, (byte) 0);
            expected[7] = (byte) (9 + i);
            expected[11] = (byte) (70 + i);
            assertThat(agents.get(i).nextMedia()).isEqualTo(expected);
            byte[] extended = agents.get(i).nextMedia();
            assertThat(extended).hasSize(908).startsWith(0x90).endsWith(Arrays.copyOfRange(source, 12, 900));
        }
        packet.release();
        head.release();
    }

    @Test
    void sendsRunsOfEqualLengthAsOneDatagram() throws Exception {
        MediaPort port = port(options);
        RecordingListener room = new RecordingListener();
        Peer peer = peer(port, 0, room);
        TestAgent agent = agent(port, false);
        agent.join(port, peer);
        await().until(() -> room.connected.get() == 1);
        long before = peer.stats().datagramsOut();
        sendAndExpect(peer, agent, 8, 1100, 400);
        assertThat(peer.stats().datagramsOut() - before).isEqualTo(1);
        sendAndExpect(peer, agent, 25, 1100, 1100);
        assertThat(peer.stats().datagramsOut() - before).isEqualTo(1 + 3);
    }

    private int nextSequence = 1;

    private void sendAndExpect(Peer peer, TestAgent agent, int count, int length, int last) throws Exception {
        List<byte[]> sent = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sent.add(rtp(nextSequence++, i == count - 1 ? last : length));
        }
        on(peer, () -> {
            for (byte[] packet : sent) {
                assertThat(peer.sendRtp(Unpooled.wrappedBuffer(packet))).isTrue();
            }
            return null;
        });
        for (byte[] packet : sent) {
            assertThat(agent.nextMedia()).isEqualTo(packet);
        }
    }

    /** A kernel, or a route, that refuses segmented datagrams. */
    @Sharable
    private static final class Refusing extends ChannelDuplexHandler {
        final AtomicInteger refused = new AtomicInteger();

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (message instanceof SegmentedDatagramPacket segmented) {
                refused.incrementAndGet();
                segmented.release();
                promise.setFailure(new IOException("sendmmsg(..) failed with error(-5): Input/output error"));
            } else {
                var unused = context.write(message, promise);
            }
        }
    }

    @Test
    void sendsSinglyWhereTheKernelRefusesSegments() throws Exception {
        Refusing refusing = new Refusing();
        MediaPort port = NettyMediaPort.open(options, List.of(SrtpProfile.values()), refusing);
        open.add(port);
        for (int i = 0; i < 5; i++) {
            RecordingListener room = new RecordingListener();
            Peer peer = peer(port, 0, room);
            TestAgent agent = agent(port, false);
            agent.join(port, peer);
            await().until(() -> room.connected.get() == 1);
            nextSequence = 1;
            sendAndExpect(peer, agent, 8, 1000, 500);
            sendAndExpect(peer, agent, 8, 1000, 1000);
            assertThat(peer.stats().dropped().keySet()).isSubsetOf(Drop.SEGMENTS_REFUSED);
        }
        assertThat(refusing.refused.get())
                .as("asked by three paths, then no more")
                .isEqualTo(3);
        assertThat(port.dropped().get(Drop.SEGMENTS_REFUSED)).isEqualTo(3);
    }

    @Test
    void waitsForTheFingerprintOfSignalling() throws Exception {
        MediaPort port = port(options);
        RecordingListener room = new RecordingListener();
        Peer peer = peer(port, 0, room);
        TestAgent agent = agent(port, false);
        assertThat(agent.check(peer.localCredentials(), true)).isTrue();
        agent.handshake(port, 7);
        agent.sendRtp(rtp(1, 100));
        byte[] early = {1, 2, 3};
        agent.dtls().send(early, 0, 3);
        await().until(() -> peer.stats().dropped().containsKey(Drop.EARLY));
        assertThat(room.connected.get()).isZero();
        assertThat(on(peer, () -> peer.sendRtp(Unpooled.wrappedBuffer(rtp(1, 100)))))
                .isFalse();
        agent.describeTo(peer);
        await().until(() -> room.connected.get() == 1);
        await().until(() -> room.sctp.size() == 1);
        agent.sendRtp(rtp(2, 100));
        await().until(() -> room.rtp.size() == 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusesACertificateThatSignallingDidNotName(boolean toldBefore) throws Exception {
        MediaPort port = port(options);
        RecordingListener room = new RecordingListener();
        Peer peer = peer(port, 0, room);
        TestAgent agent = agent(port, false);
        Runnable tell =
                () -> peer.remote(agent.credentials, DtlsClient.identity().fingerprint(), SetupRole.ACTIVE);
        if (toldBefore) {
            tell.run();
        }
        assertThat(agent.check(peer.localCredentials(), true)).isTrue();
        if (toldBefore) {
            assertThatThrownBy(() -> agent.handshake(port, 7)).isInstanceOf(IOException.class);
        } else {
            agent.handshake(port, 7);
            tell.run();
        }
        await().until(() -> room.ends.get() == 1);
        assertThat(room.reason).isEqualTo(CloseReason.WRONG_CERTIFICATE);
        assertThat(room.connected.get()).isZero();
    }

    @Test
    void refusesAHandshakeWithoutAnSrtpProfile() throws Exception {
        MediaPort port = port(options);
        RecordingListener room = new RecordingListener();
        Peer peer = peer(port, 0, room);
        TestAgent agent = agent(port, false);
        agent.describeTo(peer);
        assertThat(agent.check(peer.localCredentials(), true)).isTrue();
        assertThatThrownBy(() -> agent.handshake(port, 2)).isInstanceOf(IOException.class);
        await().until(() -> room.ends.get() == 1);
        assertThat(room.reason).isEqualTo(CloseReason.HANDSHAKE_FAILED);
    }

    @Test
    void followsAClientToAnotherAddress() throws Exception {
        MediaPort port = port(options);
        RecordingListener room = new RecordingListener();
        Peer peer = peer(port, 1, room);
        TestAgent agent = agent(port, false);
        agent.join(port, peer);
        await().until(() -> room.connected.get() == 1);
        sendAndExpect(peer, agent, 3, 500, 500);

        agent.move(port);
        agent.sendRtp(rtp(1, 100));
        await().until(() -> port.dropped().containsKey(Drop.STRANGER));
        assertThat(agent.check(peer.localCredentials(), true)).isTrue();
        sendAndExpect(peer, agent, 3, 500, 500);
        agent.sendRtp(rtp(2, 100));
        await().until(() -> room.rtp.size() == 1);
        assertThat(room.paths).hasSize(2).endsWith(agent.address());

        // Without nomination, as agents do that nominate once: when the old address is silent.
        agent.move(port);
        skipped.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(agent.check(peer.localCredentials(), false)).isTrue();
        sendAndExpect(peer, agent, 3, 500, 500);
        assertThat(room.paths).hasSize(3).endsWith(agent.address());
        assertThat(room.connected.get()).isEqualTo(1);
    }

    @Test
    void restartsIceWhileMediaGoesOn() throws Exception {
        MediaPort port = port(options);
        RecordingListener room = new RecordingListener();
        Peer peer = peer(port, 0, room);
        TestAgent agent = agent(port, false);
        agent.join(port, peer);
        await().until(() -> room.connected.get() == 1);
        IceCredentials before = peer.localCredentials();
        IceCredentials after = peer.restartIce();
        assertThat(after).isNotEqualTo(before).isEqualTo(peer.localCredentials());
        assertThat(agent.check(before, true)).isTrue();
        sendAndExpect(peer, agent, 3, 500, 500);
        agent.move(port);
        assertThat(agent.check(after, true)).isTrue();
        sendAndExpect(peer, agent, 3, 500, 500);

        skipped.addAndGet(options.oldCredentials().toNanos());
        assertThat(agent.check(after, true)).isTrue();
        await().until(() -> !agent.check(before, true, 200));
        assertThat(port.dropped()).containsKey(Drop.STUN_UNKNOWN_USER);
        assertThat(room.ends.get()).isZero();
    }

    @Test
    void noticesThatAPeerIsGone() throws Exception {
        MediaPort port = port(options);
        RecordingListener gone = new RecordingListener();
        Peer peer = peer(port, 0, gone);
        TestAgent agent = agent(port, false);
        agent.join(port, peer);
        await().until(() -> gone.connected.get() == 1);
        RecordingListener never = new RecordingListener();
        Peer unreached = peer(port, 1, never);
        RecordingListener undescribed = new RecordingListener();
        peer(port, 1, undescribed);
        agent.describeTo(unreached);
        RecordingListener stuck = new RecordingListener();
        Peer half = peer(port, 1, stuck);
        TestAgent other = agent(port, false);
        assertThat(other.check(half.localCredentials(), true)).isTrue();

        skipped.addAndGet(
                options.checksTimeout().toNanos() - Duration.ofSeconds(3).toNanos());
        assertThat(other.check(half.localCredentials(), true)).isTrue();
        await().until(() -> stuck.ends.get() == 1);
        assertThat(stuck.reason).isEqualTo(CloseReason.HANDSHAKE_FAILED);
        assertThat(gone.ends.get()).isZero();
        skipped.addAndGet(Duration.ofSeconds(3).toNanos());
        await().until(() -> gone.ends.get() == 1);
        assertThat(gone.reason).isEqualTo(CloseReason.CHECKS_STOPPED);
        skipped.addAndGet(options.unreachedTimeout().toNanos());
        await().until(() -> never.ends.get() == 1);
        assertThat(never.reason).isEqualTo(CloseReason.NEVER_REACHED);
        assertThat(undescribed.ends.get()).isZero();
        assertThat(agent.check(peer.localCredentials(), true, 300)).isFalse();
    }

    @Test
    void leavesNothingBehindWhenPeersEnd() throws Exception {
        NettyMediaPort port = (NettyMediaPort) port(options);
        for (int i = 0; i < 6; i++) {
            RecordingListener room = new RecordingListener();
            Peer peer = peer(port, i % 2, room);
            TestAgent agent = agent(port, i % 3 == 0);
            agent.join(port, peer);
            await().until(() -> room.connected.get() == 1);
            peer.restartIce();
            peer.close();
            peer.close();
            await().until(() -> room.ends.get() == 1);
            assertThat(room.reason).isEqualTo(CloseReason.LOCAL);
            byte[] buffer = new byte[2048];
            assertThat(agent.dtls().receive(buffer, 0, buffer.length, 200)).isEqualTo(-1);
            assertThat(on(peer, () -> peer.sendRtp(Unpooled.wrappedBuffer(rtp(1, 50)))))
                    .isFalse();
        }
        assertThat(port.directory().addresses()).isZero();
        assertThat(port.directory().fragments()).isZero();
    }

    @Test
    void endsItsPeersWhenItCloses() throws Exception {
        MediaPort port = port(options);
        RecordingListener room = new RecordingListener();
        Peer peer = peer(port, 0, room);
        agent(port, false).join(port, peer);
        port.close();
        assertThat(room.reason).isEqualTo(CloseReason.PORT_CLOSED);
        peer.close();
        assertThat(room.ends.get()).isEqualTo(1);
    }

    @Test
    void survivesARoomThatFails() throws Exception {
        MediaPort port = port(options);
        RecordingListener room = new RecordingListener() {
            @Override
            public void rtp(ByteBuf packet, long arrivalNanos) {
                super.rtp(packet, arrivalNanos);
                throw new IllegalStateException("a failing room, on purpose");
            }
        };
        Peer peer = peer(port, 0, room);
        TestAgent agent = agent(port, false);
        agent.join(port, peer);
        await().until(() -> room.connected.get() == 1);
        agent.sendRtp(rtp(1, 100));
        agent.sendRtp(rtp(2, 100));
        await().until(() -> room.rtp.size() == 2);
        assertThat(peer.stats().dropped()).containsEntry(Drop.LISTENER_FAILED, 2L);
    }

    @Test
    void offersTheAddressesThatItIsTold() throws Exception {
        MediaPort port = port(options.withBind(List.of(address("127.0.0.1"), address("127.0.0.2")))
                .withAdvertised(List.of(address("198.51.100.4"), address("2001:db8::4"))));
        assertThat(port.candidates())
                .extracting(candidate -> candidate.transport() + " "
                        + candidate.address().getAddress().getHostAddress())
                .containsExactly(
                        "UDP 198.51.100.4", "UDP 2001:db8:0:0:0:0:0:4", "TCP 198.51.100.4", "TCP 2001:db8:0:0:0:0:0:4");
        assertThat(port.candidates()).isSortedAccordingTo((a, b) -> Long.compare(b.priority(), a.priority()));
        assertThat(port.candidates())
                .extracting(IceCandidate::address)
                .extracting(InetSocketAddress::getPort)
                .allMatch(number -> number > 0);
        assertThatThrownBy(() -> options.withAdvertised(List.of(address("0.0.0.0"))))
                .hasMessageContaining("wildcard");
    }

    @Test
    void worksOverIpv6() throws Exception {
        MediaPort port = port(options.withBind(List.of(address("::1"))));
        RecordingListener room = new RecordingListener();
        Peer peer = peer(port, 0, room);
        TestAgent agent = agent(port, false);
        agent.join(port, peer);
        await().until(() -> room.connected.get() == 1);
        sendAndExpect(peer, agent, 8, 1000, 300);
    }

    @Test
    void saysWhichPortIsTaken() throws Exception {
        MediaPort port = port(options);
        int udp = port.candidates().get(0).address().getPort();
        int tcp = port.candidates().get(1).address().getPort();
        assertThatThrownBy(() -> port(options.withPorts(udp, 0)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("UDP 127.0.0.1 port " + udp)
                .hasMessageContaining("another port");
        assertThatThrownBy(() -> port(options.withPorts(0, tcp)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("TCP 127.0.0.1 port " + tcp);
    }

    @Test
    void admitsNoMorePeersThanAllowed() throws Exception {
        MediaPort port = port(options.withMaxPeers(2));
        Peer first = peer(port, 0, new RecordingListener());
        peer(port, 1, new RecordingListener());
        assertThatThrownBy(() -> peer(port, 0, new RecordingListener())).isInstanceOf(PortFullException.class);
        first.close();
        await().untilAsserted(() -> peer(port, 0, new RecordingListener()));
    }

    @Test
    void refusesDescriptionsThatCannotWork() throws Exception {
        MediaPort port = port(options);
        Peer peer = peer(port, 0, new RecordingListener());
        IceCredentials some = peer.localCredentials();
        assertThatThrownBy(() -> peer.remote(some, TestAgent.fingerprint(), SetupRole.PASSIVE))
                .hasMessageContaining("a=setup:passive");
        peer.remote(some, TestAgent.fingerprint(), SetupRole.ACTPASS);
        peer.remote(some, TestAgent.fingerprint(), SetupRole.ACTIVE);
        assertThatThrownBy(() -> peer.remote(some, DtlsClient.identity().fingerprint(), SetupRole.ACTIVE))
                .hasMessageContaining("cannot change");
    }
}
