package org.wenzheng.sfu.room;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.wenzheng.rtc.dtls.DtlsFingerprint;
import org.wenzheng.rtc.dtls.SetupRole;
import org.wenzheng.rtc.ice.IceCandidate;
import org.wenzheng.rtc.ice.IceCredentials;
import org.wenzheng.rtc.transport.Drop;
import org.wenzheng.rtc.transport.MediaPort;
import org.wenzheng.rtc.transport.Peer;
import org.wenzheng.rtc.transport.PeerListener;
import org.wenzheng.rtc.transport.PeerStats;
import org.wenzheng.rtc.transport.PortStats;

/** A port without a network: its peers keep what was sent, and tests say what comes. */
final class FakePort implements MediaPort {

    final List<FakePeer> peers = new ArrayList<>();
    private final EventLoop loop;

    FakePort(EventLoop loop) {
        this.loop = loop;
    }

    @Override
    public List<IceCandidate> candidates() {
        return List.of(IceCandidate.host(IceCandidate.Transport.UDP, new InetSocketAddress("127.0.0.1", 7882), 0));
    }

    @Override
    public DtlsFingerprint fingerprint() {
        return new DtlsFingerprint("sha-256", "AA" + ":AA".repeat(31));
    }

    @Override
    public List<EventLoop> eventLoops() {
        return List.of(loop);
    }

    @Override
    public Peer newPeer(EventLoop roomLoop, PeerListener listener) {
        FakePeer peer = new FakePeer(roomLoop, listener, peers.size());
        peers.add(peer);
        return peer;
    }

    @Override
    public Map<Drop, Long> dropped() {
        return new EnumMap<>(Drop.class);
    }

    @Override
    public PortStats stats() {
        return new PortStats(peers.size(), 0, 0, 0, 0, 0, dropped());
    }

    @Override
    public void close() {}

    /** One association of the port. */
    static final class FakePeer implements Peer {

        final PeerListener listener;
        final List<byte[]> rtp = new ArrayList<>();
        final List<byte[]> rtcp = new ArrayList<>();
        private final EventLoop loop;
        private final int number;
        private int generation;
        private String remoteUsernameFragment = "";
        SetupRole remoteRole = SetupRole.ACTPASS;
        boolean closed;

        FakePeer(EventLoop loop, PeerListener listener, int number) {
            this.loop = loop;
            this.listener = listener;
            this.number = number;
        }

        String remoteUsernameFragment() {
            return remoteUsernameFragment;
        }

        /** A packet comes from the client. */
        void receive(byte[] packet, long now) {
            listener.rtp(Unpooled.wrappedBuffer(packet), now);
        }

        @Override
        public EventLoop loop() {
            return loop;
        }

        @Override
        public IceCredentials localCredentials() {
            return new IceCredentials("peer" + number + "g" + generation, "passwordOfTwentyTwoChars");
        }

        @Override
        public void remote(IceCredentials credentials, DtlsFingerprint fingerprint, SetupRole role) {
            remoteUsernameFragment = credentials.ufrag();
            remoteRole = role;
        }

        @Override
        public IceCredentials restartIce() {
            generation++;
            return localCredentials();
        }

        @Override
        public boolean sendRtp(ByteBuf packet) {
            rtp.add(ByteBufUtil.getBytes(packet));
            return true;
        }

        @Override
        public boolean sendRtp(ByteBuf packet, int ssrc, int payloadType, int sequenceNumber, int timestamp) {
            throw new UnsupportedOperationException("headers are written anew");
        }

        @Override
        public boolean sendRtp(ByteBuf head, ByteBuf packet, int tailIndex, int tailLength) {
            ByteBuf whole = Unpooled.buffer();
            whole.writeBytes(head, head.readerIndex(), head.readableBytes());
            whole.writeBytes(packet, tailIndex, tailLength);
            return sendRtp(whole);
        }

        @Override
        public boolean sendRtcp(ByteBuf packet) {
            rtcp.add(ByteBufUtil.getBytes(packet));
            return true;
        }

        @Override
        public boolean sendSctp(ByteBuf packet) {
            return true;
        }

        @Override
        public void flush() {}

        @Override
        public PeerStats stats() {
            return new PeerStats(null, false, "", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Map.of());
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
