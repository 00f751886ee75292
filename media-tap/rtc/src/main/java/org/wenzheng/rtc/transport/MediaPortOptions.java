package org.wenzheng.rtc.transport;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * How a port is opened.
 *
 * @param bind local addresses to receive on; a wildcard address is one that stands for all
 * @param udpPort the same on every address; 0 takes a free one
 * @param tcpPort for ICE-TCP, the same on every address; 0 takes a free one, -1 leaves TCP out
 * @param advertised addresses offered as candidates, most preferred first: outside of a NAT that forwards the same ports, or of
 *     several networks. Empty offers the bound addresses, and for a wildcard those of all interfaces but loopback
 * @param loops event loops, each with its own socket on the port
 * @param segmentation whether runs of packets to one peer are handed to the kernel as one (UDP GSO), where it can
 * @param maxSegments packets in one such run, 2 to 64
 * @param maxPeers peers at one time
 * @param maxHandshakes handshakes under way at one time; further ones wait in a queue as long again
 * @param handshakeTimeout from the first valid check to the end of the handshake and of the wait for the fingerprint
 * @param unreachedTimeout from {@link Peer#remote} to the first valid check
 * @param checksTimeout from the last valid check to the end of the peer; RFC 7675 says 30 s, browsers ask every 2 to 5 s
 * @param oldCredentials how long the credentials before an ICE restart stay valid
 * @param clock nanoseconds, as System.nanoTime()
 */
public record MediaPortOptions(
        List<InetAddress> bind,
        int udpPort,
        int tcpPort,
        List<InetAddress> advertised,
        int loops,
        boolean segmentation,
        int maxSegments,
        int maxPeers,
        int maxHandshakes,
        Duration handshakeTimeout,
        Duration unreachedTimeout,
        Duration checksTimeout,
        Duration oldCredentials,
        LongSupplier clock) {
    public MediaPortOptions {
        bind = List.copyOf(bind);
        advertised = List.copyOf(advertised);
        require(!bind.isEmpty(), "At least one address to bind to is needed");
        require(udpPort >= 0 && udpPort < 65536, "The UDP port must be 0 to 65535");
        require(tcpPort >= -1 && tcpPort < 65536, "The TCP port must be -1 (none) to 65535");
        require(loops >= 1 && loops <= 64, "There must be 1 to 64 event loops");
        require(maxSegments >= 2 && maxSegments <= 64, "A run must have 2 to 64 segments");
        require(maxPeers >= 1, "At least one peer must be allowed");
        require(maxHandshakes >= 1 && maxHandshakes <= 256, "There must be 1 to 256 handshakes at a time");
        for (Duration duration : List.of(handshakeTimeout, unreachedTimeout, checksTimeout, oldCredentials)) {
            require(!duration.isNegative() && !duration.isZero(), "Times must be longer than nothing");
        }
        require(
                advertised.stream().noneMatch(InetAddress::isAnyLocalAddress),
                "A wildcard address cannot be advertised: name the addresses that clients can reach");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** Loopback alone, free ports, a loop a core; the defaults of everything else. */
    public static MediaPortOptions defaults() {
        return new MediaPortOptions(
                List.of(InetAddress.getLoopbackAddress()),
                0,
                0,
                List.of(),
                Runtime.getRuntime().availableProcessors(),
                true,
                10,
                5_000,
                32,
                Duration.ofSeconds(15),
                Duration.ofSeconds(30),
                Duration.ofSeconds(20),
                Duration.ofSeconds(30),
                System::nanoTime);
    }

    /** The same with other local addresses. */
    public MediaPortOptions withBind(List<InetAddress> bind) {
        return with(to -> to.bind = bind);
    }

    /** The same with other ports. */
    public MediaPortOptions withPorts(int udpPort, int tcpPort) {
        return with(to -> {
            to.udpPort = udpPort;
            to.tcpPort = tcpPort;
        });
    }

    /** The same with other addresses offered. */
    public MediaPortOptions withAdvertised(List<InetAddress> advertised) {
        return with(to -> to.advertised = advertised);
    }

    /** The same with another number of event loops. */
    public MediaPortOptions withLoops(int loops) {
        return with(to -> to.loops = loops);
    }

    /** The same with or without segmented datagrams. */
    public MediaPortOptions withSegmentation(boolean segmentation, int maxSegments) {
        return with(to -> {
            to.segmentation = segmentation;
            to.maxSegments = maxSegments;
        });
    }

    /** The same with places for another number of peers. */
    public MediaPortOptions withMaxPeers(int maxPeers) {
        return with(to -> to.maxPeers = maxPeers);
    }

    /** The same with other limits of handshakes. */
    public MediaPortOptions withHandshakes(int maxHandshakes, Duration handshakeTimeout) {
        return with(to -> {
            to.maxHandshakes = maxHandshakes;
            to.handshakeTimeout = handshakeTimeout;
        });
    }

    /** The same with other ideas of when a peer is gone. */
    public MediaPortOptions withTimeouts(Duration unreachedTimeout, Duration checksTimeout) {
        return with(to -> {
            to.unreachedTimeout = unreachedTimeout;
            to.checksTimeout = checksTimeout;
        });
    }

    /** The same with another clock, in nanoseconds. */
    public MediaPortOptions withClock(LongSupplier clock) {
        return with(to -> to.clock = clock);
    }

    private MediaPortOptions with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.options();
    }

    /** The options while some of them change. */
    private static final class Draft {
        private List<InetAddress> bind;
        private int udpPort;
        private int tcpPort;
        private List<InetAddress> advertised;
        private int loops;
        private boolean segmentation;
        private int maxSegments;
        private int maxPeers;
        private int maxHandshakes;
        private Duration handshakeTimeout;
        private Duration unreachedTimeout;
        private Duration checksTimeout;
        private Duration oldCredentials;
        private LongSupplier clock;

        Draft(MediaPortOptions from) {
            bind = from.bind;
            udpPort = from.udpPort;
            tcpPort = from.tcpPort;
            advertised = from.advertised;
            loops = from.loops;
            segmentation = from.segmentation;
            maxSegments = from.maxSegments;
            maxPeers = from.maxPeers;
            maxHandshakes = from.maxHandshakes;
            handshakeTimeout = from.handshakeTimeout;
            unreachedTimeout = from.unreachedTimeout;
            checksTimeout = from.checksTimeout;
            oldCredentials = from.oldCredentials;
            clock = from.clock;
        }

        MediaPortOptions options() {
            return new MediaPortOptions(
                    bind,
                    udpPort,
                    tcpPort,
                    advertised,
                    loops,
                    segmentation,
                    maxSegments,
                    maxPeers,
                    maxHandshakes,
                    handshakeTimeout,
                    unreachedTimeout,
                    checksTimeout,
                    oldCredentials,
                    clock);
        }
    }
}
