package org.wenzheng.rtc.transport;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wenzheng.rtc.dtls.DtlsFingerprint;
import org.wenzheng.rtc.dtls.DtlsHandshakes;
import org.wenzheng.rtc.dtls.DtlsIdentity;
import org.wenzheng.rtc.dtls.WarmUp;
import org.wenzheng.rtc.ice.IceCandidate;
import org.wenzheng.rtc.ice.IceCandidate.Transport;
import org.wenzheng.rtc.srtp.SrtpCiphers;
import org.wenzheng.rtc.srtp.SrtpProfile;

/** The port on Netty's epoll transport. */
final class NettyMediaPort implements MediaPort {
    private static final Logger log = LoggerFactory.getLogger(NettyMediaPort.class);
    private static final int CLOSE_SECONDS = 5;

    private final MediaPortOptions options;
    private final SecureRandom random = new SecureRandom();
    private final MultiThreadIoEventLoopGroup group;
    private final Map<EventLoop, MediaLoop> loops = new LinkedHashMap<>();
    private final PeerDirectory directory;
    private final DtlsHandshakes handshakes;
    private final PortSockets sockets;
    private final List<IceCandidate> candidates;

    static MediaPort open(MediaPortOptions options, List<SrtpProfile> profiles, @Nullable ChannelHandler socketProbe)
            throws IOException {
        if (!Epoll.isAvailable()) {
            throw new IOException(
                    "Netty's epoll transport cannot be used; it needs Linux on x86-64", Epoll.unavailabilityCause());
        }
        WarmUp.run();
        SrtpCiphers.warmUp();
        return new NettyMediaPort(options, profiles, socketProbe);
    }

    private NettyMediaPort(MediaPortOptions options, List<SrtpProfile> profiles, @Nullable ChannelHandler socketProbe)
            throws IOException {
        this.options = options;
        directory = new PeerDirectory(options.maxPeers());
        handshakes = new DtlsHandshakes(
                DtlsIdentity.generate(random), profiles, options.handshakeTimeout(), options.maxHandshakes());
        group = new MultiThreadIoEventLoopGroup(
                options.loops(), new DefaultThreadFactory("media", true), EpollIoHandler.newFactory());
        PooledByteBufAllocator allocator = PooledByteBufAllocator.DEFAULT;
        boolean segmentation = options.segmentation() && EpollDatagramChannel.isSegmentedDatagramPacketSupported();
        group.forEach(executor -> {
            EventLoop loop = (EventLoop) executor;
            loops.put(loop, new MediaLoop(loop, allocator, directory, options, segmentation));
        });
        sockets = new PortSockets(options, allocator);
        try {
            int udpPort = sockets.udp(List.copyOf(loops.values()), socketProbe);
            int tcpPort = options.tcpPort() < 0 ? -1 : sockets.tcp(group, loops);
            candidates = candidates(udpPort, tcpPort);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
        loops.values().forEach(MediaLoop::start);
        log.info(
                "Media port open: {} event loops, AES by {}, segmented datagrams {}",
                options.loops(),
                SrtpCiphers.choose(),
                segmentation ? "on" : "off");
    }

    private List<IceCandidate> candidates(int udpPort, int tcpPort) throws IOException {
        List<InetAddress> addresses = options.advertised();
        if (addresses.isEmpty()) {
            List<InetAddress> own = new ArrayList<>();
            for (InetAddress bound : options.bind()) {
                own.addAll(bound.isAnyLocalAddress() ? addressesOf(bound) : List.of(bound));
            }
            addresses = own;
        }
        if (addresses.isEmpty()) {
            throw new IOException("No interface but loopback has an address: name the addresses to advertise");
        }
        List<IceCandidate> made = new ArrayList<>();
        for (int i = 0; i < addresses.size(); i++) {
            made.add(IceCandidate.host(Transport.UDP, new InetSocketAddress(addresses.get(i), udpPort), i));
        }
        for (int i = 0; tcpPort >= 0 && i < addresses.size(); i++) {
            made.add(IceCandidate.host(Transport.TCP, new InetSocketAddress(addresses.get(i), tcpPort), i));
        }
        return List.copyOf(made);
    }

    /** The addresses that a wildcard stands for. */
    private static List<InetAddress> addressesOf(InetAddress wildcard) throws IOException {
        List<InetAddress> found = new ArrayList<>();
        for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
            if (network.isUp() && !network.isLoopback()) {
                try (Stream<InetAddress> addresses = network.inetAddresses()) {
                    addresses
                            .filter(address -> !address.isLinkLocalAddress())
                            .filter(address -> wildcard instanceof Inet6Address || !(address instanceof Inet6Address))
                            .forEach(found::add);
                }
            }
        }
        return found;
    }

    @Override
    public List<IceCandidate> candidates() {
        return candidates;
    }

    @Override
    public DtlsFingerprint fingerprint() {
        return handshakes.identity().fingerprint();
    }

    @Override
    public List<EventLoop> eventLoops() {
        return List.copyOf(loops.keySet());
    }

    @Override
    public Peer newPeer(EventLoop roomLoop, PeerListener listener) {
        MediaLoop loop = loops.get(roomLoop);
        if (loop == null) {
            throw new IllegalArgumentException("A room's event loop must be one of the port's");
        }
        if (!directory.admit()) {
            throw new PortFullException(options.maxPeers());
        }
        RemotePeer peer = new RemotePeer(loop, options, random, handshakes, listener);
        peer.open();
        return peer;
    }

    PeerDirectory directory() {
        return directory;
    }

    @Override
    public PortStats stats() {
        return directory.stats(dropped());
    }

    @Override
    public Map<Drop, Long> dropped() {
        Map<Drop, Long> sums = new EnumMap<>(Drop.class);
        loops.values().forEach(loop -> loop.drops().addTo(sums));
        return sums;
    }

    @Override
    public void close() {
        for (MediaLoop loop : loops.values()) {
            try {
                loop.eventLoop()
                        .submit(() -> List.copyOf(loop.peers()).forEach(peer -> peer.end(CloseReason.PORT_CLOSED)))
                        .awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
            } catch (RejectedExecutionException e) {
                // Closed before.
            }
        }
        handshakes.close();
        for (Channel socket : sockets.open()) {
            socket.close().awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
        }
        group.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(2 * CLOSE_SECONDS, TimeUnit.SECONDS);
    }
}
