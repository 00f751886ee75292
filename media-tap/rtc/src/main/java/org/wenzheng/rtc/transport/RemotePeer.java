package org.wenzheng.rtc.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wenzheng.rtc.dtls.DtlsAssociation;
import org.wenzheng.rtc.dtls.DtlsFingerprint;
import org.wenzheng.rtc.dtls.DtlsHandshakes;
import org.wenzheng.rtc.dtls.SetupRole;
import org.wenzheng.rtc.ice.IceCredentials;
import org.wenzheng.rtc.ice.IceGeneration;
import org.wenzheng.rtc.ice.IceLiteAgent;
import org.wenzheng.rtc.srtp.SrtpKeys;
import org.wenzheng.rtc.srtp.SrtpSession;
import org.wenzheng.rtc.stun.StunMessage;
import org.wenzheng.rtc.stun.StunResponse;

/**
 * A peer's life: reached by a check, handshake, connected, ended. Fields without a note belong to the loop's thread. What it
 * receives is treated by {@link PeerReceiver}, what it sends by {@link PeerSender}.
 */
final class RemotePeer implements Peer, IceLiteAgent.Listener<Path>, DtlsAssociation.Owner {
    private static final Logger log = LoggerFactory.getLogger(RemotePeer.class);

    private final MediaLoop loop;
    private final MediaPortOptions options;
    private final PeerListener listener;
    private final IceLiteAgent<Path> agent;
    private final DtlsAssociation dtls;
    private final DropCounter drops = new DropCounter();
    private final PeerSender sender;
    private final PeerReceiver receiver;

    /** Set under the lock of this, by any thread. */
    private volatile @Nullable DtlsFingerprint remoteFingerprint;
    /** Set once the first remote description came, by any thread. */
    private volatile @Nullable Long describedAt;

    private volatile @Nullable Path path;
    private volatile boolean closed;
    private @Nullable SrtpKeys keys;
    private byte @Nullable [] certificate;
    private boolean connected;
    private boolean reached;
    private long reachedAt;
    private long checks;
    private boolean touched;
    private boolean listenerFailureLogged;

    RemotePeer(
            MediaLoop loop,
            MediaPortOptions options,
            SecureRandom random,
            DtlsHandshakes handshakes,
            PeerListener listener) {
        this.loop = loop;
        this.options = options;
        this.listener = listener;
        agent = new IceLiteAgent<>(random, options.oldCredentials(), this);
        dtls = new DtlsAssociation(handshakes, () -> remoteFingerprint, this);
        sender = new PeerSender(this, loop, dtls, drops);
        receiver = new PeerReceiver(this, loop, drops);
    }

    MediaLoop mediaLoop() {
        return loop;
    }

    PeerListener listener() {
        return listener;
    }

    /** Makes it reachable; on the maker's thread. */
    void open() {
        loop.directory().add(agent.generation(), this);
        loop.run(() -> loop.add(this));
    }

    @Override
    public EventLoop loop() {
        return loop.eventLoop();
    }

    @Override
    public IceCredentials localCredentials() {
        return agent.generation().credentials();
    }

    @Override
    public void remote(IceCredentials credentials, DtlsFingerprint fingerprint, SetupRole role) {
        if (role == SetupRole.PASSIVE) {
            throw new IllegalArgumentException(
                    "Both sides would wait for the other's ClientHello: offers have to say a=setup:passive");
        }
        synchronized (this) {
            DtlsFingerprint known = remoteFingerprint;
            if (known != null && !known.equals(fingerprint)) {
                throw new IllegalArgumentException(
                        "The certificate of a peer cannot change: make a new peer for a new association");
            }
            remoteFingerprint = fingerprint;
            if (describedAt == null) {
                describedAt = loop.now();
            }
        }
        loop.run(this::connectIfProved);
    }

    @Override
    public IceCredentials restartIce() {
        IceGeneration dropped = agent.restart(loop.now());
        if (!closed) {
            loop.directory().add(agent.generation(), this);
        }
        if (dropped != null) {
            loop.directory().remove(dropped);
        }
        if (closed) {
            loop.directory().remove(agent.generation());
        }
        return agent.generation().credentials();
    }

    // --- connectivity ---

    /** A check for one of our fragments came; whether it is right is to be seen. */
    void check(StunMessage check, Path from, long now) {
        if (closed) {
            return;
        }
        IceGeneration generation = agent.generation(IceGeneration.ufragKey(check));
        if (generation == null) {
            drops.add(Drop.STUN_UNKNOWN_USER);
            return;
        }
        if (!check.verify(generation.key())) {
            drops.add(Drop.STUN_INTEGRITY);
            return;
        }
        ByteBuf answer = loop.allocator().directBuffer(StunResponse.MAX_LENGTH);
        if (check.unknownAttribute() >= 0) {
            loop.response().error(check, StunResponse.UNKNOWN_ATTRIBUTE, generation.key(), answer);
        } else if (check.iceControlled()) {
            loop.response().error(check, StunResponse.ROLE_CONFLICT, generation.key(), answer);
        } else {
            loop.response().success(check, from.remote(), generation.key(), answer);
            checked(generation, from, check.useCandidate(), now);
        }
        loop.answer(answer, from);
    }

    private void checked(IceGeneration generation, Path from, boolean nominated, long now) {
        checks++;
        if (!reached) {
            reached = true;
            reachedAt = now;
        }
        if (from instanceof Path.Tcp tcp) {
            tcp.connection().owner(this);
        } else if (loop.directory().byAddress(from.remote()) != this) {
            loop.directory().add(from.remote(), this);
        }
        agent.checked(generation, from, nominated, now);
    }

    @Override
    public void selected(Path to) {
        path = to;
        sender.moveTo(to);
        tell(() -> listener.pathChanged(to.remote()));
    }

    @Override
    public void forgotten(Path old) {
        if (old instanceof Path.Tcp tcp) {
            var unused = tcp.channel().close();
        } else {
            loop.directory().remove(old.remote(), this);
        }
    }

    /** A connection ended. */
    void lost(Path old) {
        agent.lost(old);
        if (agent.selected() == null) {
            path = null;
            sender.moveTo(null);
        }
    }

    /** Looks at the clock. */
    void tick(long now) {
        IceGeneration expired = agent.expire(now);
        if (expired != null) {
            loop.directory().remove(expired);
        }
        Long described = describedAt;
        if (!reached) {
            if (described != null
                    && now - described >= options.unreachedTimeout().toNanos()) {
                end(CloseReason.NEVER_REACHED);
            }
        } else if (agent.sinceCheck(now) >= options.checksTimeout().toNanos()) {
            end(CloseReason.CHECKS_STOPPED);
        } else if (!connected && now - reachedAt >= options.handshakeTimeout().toNanos()) {
            end(CloseReason.HANDSHAKE_FAILED);
        }
    }

    // --- what arrives ---

    /** One packet that is no check, from an address or connection of ours. */
    void packet(ByteBuf packet, InetSocketAddress from, long now) {
        if (closed) {
            return;
        }
        if (!touched) {
            touched = true;
            loop.touch(this);
        }
        receiver.packet(packet, from, now);
    }

    /** One datagram of DTLS records. */
    void records(ByteBuf datagram) {
        switch (dtls.receive(datagram)) {
            case TAKEN -> {}
            case MALFORMED -> drops.add(Drop.MALFORMED);
            case DROPPED -> drops.add(Drop.DTLS_QUEUE_FULL);
            case REFUSED -> end(CloseReason.OVERLOADED);
        }
    }

    /** Something authentic came. */
    void heard(InetSocketAddress from, long now) {
        Path current = path;
        if (current != null && from.equals(current.remote())) {
            agent.heard(now);
        }
    }

    void readComplete() {
        touched = false;
        if (!closed) {
            tell(listener::readComplete);
        }
    }

    // --- the handshake ---

    @Override
    public void sendRecord(byte[] bytes, int offset, int length) {
        if (loop.eventLoop().inEventLoop()) {
            sender.sendRecord(bytes, offset, length);
        } else {
            byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
            loop.run(() -> sender.sendRecord(copy, 0, copy.length));
        }
    }

    @Override
    public void handshakeDone(SrtpKeys exported, byte[] clientCertificate) {
        loop.run(() -> {
            keys = exported;
            certificate = clientCertificate;
            connectIfProved();
        });
    }

    @Override
    public void handshakeFailed(boolean wrongCertificate) {
        loop.run(() -> end(wrongCertificate ? CloseReason.WRONG_CERTIFICATE : CloseReason.HANDSHAKE_FAILED));
    }

    /** The handshake and the fingerprint by signalling may come in either order. */
    private void connectIfProved() {
        SrtpKeys exported = keys;
        byte[] shown = certificate;
        DtlsFingerprint vouched = remoteFingerprint;
        if (connected || closed || exported == null || shown == null || vouched == null) {
            return;
        }
        if (!vouched.matches(shown)) {
            end(CloseReason.WRONG_CERTIFICATE);
            return;
        }
        connected = true;
        SrtpSession srtp = new SrtpSession(exported);
        receiver.connect(srtp);
        sender.connect(srtp);
        tell(listener::connected);
        dtls.established();
    }

    @Override
    public void message(byte[] bytes, int offset, int length) {
        receiver.message(bytes, offset, length);
    }

    @Override
    public void ended() {
        end(CloseReason.REMOTE);
    }

    // --- what is sent ---

    @Override
    public boolean sendRtp(ByteBuf packet) {
        return sender.sendRtp(packet, packet.readerIndex(), packet.readableBytes());
    }

    @Override
    public boolean sendRtp(ByteBuf packet, int ssrc, int payloadType, int sequenceNumber, int timestamp) {
        return sender.sendRtp(packet, ssrc, payloadType, sequenceNumber, timestamp);
    }

    @Override
    public boolean sendRtp(ByteBuf head, ByteBuf packet, int tailIndex, int tailLength) {
        return sender.sendRtp(head, packet, tailIndex, tailLength);
    }

    @Override
    public boolean sendRtcp(ByteBuf packet) {
        return sender.sendRtcp(packet);
    }

    @Override
    public boolean sendSctp(ByteBuf packet) {
        return sender.sendSctp(packet);
    }

    @Override
    public void flush() {
        loop.flush();
    }

    /** Hands what was collected to the socket. */
    void emit() {
        sender.emit();
    }

    // --- the end ---

    @Override
    public void close() {
        loop.run(() -> end(CloseReason.LOCAL));
    }

    /** Ends the peer, if it has not ended. */
    void end(CloseReason reason) {
        if (closed) {
            return;
        }
        dtls.close();
        sender.emit();
        loop.flush();
        closed = true;
        loop.directory().remove(agent.generation());
        IceGeneration previous = agent.previous();
        if (previous != null) {
            loop.directory().remove(previous);
        }
        agent.paths().forEach(this::forgotten);
        loop.directory().dismiss(this);
        loop.remove(this);
        sender.close();
        receiver.close();
        tell(() -> listener.closed(reason));
    }

    /** Calls a listener, whose failure must not reach the packet path. */
    void tell(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            listenerFailed(e);
        }
    }

    void listenerFailed(RuntimeException e) {
        drops.add(Drop.LISTENER_FAILED);
        if (!listenerFailureLogged) {
            listenerFailureLogged = true;
            log.warn("A peer's listener failed; it is called on, further failures are only counted", e);
        }
    }

    @Override
    public PeerStats stats() {
        Path current = path;
        return new PeerStats(
                current == null ? null : current.remote(),
                current instanceof Path.Tcp,
                receiver.profile(),
                receiver.rtp(),
                receiver.rtpBytes(),
                receiver.rtcp(),
                receiver.sctp(),
                sender.rtp(),
                sender.rtpBytes(),
                sender.rtcp(),
                sender.sctp(),
                sender.writes(),
                checks,
                drops.picture());
    }
}
