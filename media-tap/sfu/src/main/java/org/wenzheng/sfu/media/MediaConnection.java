package org.wenzheng.sfu.media;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.wenzheng.rtc.dtls.DtlsFingerprint;
import org.wenzheng.rtc.dtls.SetupRole;
import org.wenzheng.rtc.ice.IceCredentials;
import org.wenzheng.rtc.rtcp.RtcpReader;
import org.wenzheng.rtc.rtp.RtpPacket;
import org.wenzheng.rtc.transport.CloseReason;
import org.wenzheng.rtc.transport.MediaPort;
import org.wenzheng.rtc.transport.Peer;
import org.wenzheng.rtc.transport.PeerListener;
import org.wenzheng.rtc.twcc.TwccRecorder;
import org.wenzheng.sfu.negotiation.Extensions;
import org.wenzheng.sfu.negotiation.TrackFormat;
import org.wenzheng.signalling.sdp.MediaDescription;
import org.wenzheng.signalling.sdp.SdpException;
import org.wenzheng.signalling.sdp.SessionDescription;
import org.wenzheng.signalling.sdp.SourceGroup;
import org.wenzheng.signalling.sdp.TransportDescription;

/** One peer connection of a participant: which streams come and go on it, and the reports about them. */
public final class MediaConnection implements PeerListener {

    /** Sources that one client may send: tracks, layers, retransmissions. */
    static final int MAX_STREAMS = 256;

    private static final long ARRIVALS_INTERVAL = 50_000_000L;

    private final MediaPort port;
    private final Peer peer;
    private final ConnectionListener listener;
    private final RandomGenerator random;
    private final DataLink data;
    private final boolean opensChannels;
    private final IntObjectMap<InboundStream> inbound = new IntObjectHashMap<>();
    private final IntObjectMap<OutboundStream> outbound = new IntObjectHashMap<>();
    private final List<InboundTrack> tracks = new ArrayList<>();
    private final RtpPacket view = new RtpPacket();
    private final RtcpReader reader = new RtcpReader();
    private final IntObjectMap<InboundStream> repairs = new IntObjectHashMap<>(); // by the retransmission's source
    private final TwccRecorder arrivals = new TwccRecorder(ARRIVALS_INTERVAL);
    private final SendPath path;
    private final Reports reports;
    private final Feedback feedback;
    private Extensions extensions = Extensions.NONE;
    private String remoteUsernameFragment = "";
    private boolean connected;
    private boolean closed;
    private long unknown;
    private long arrival;

    /**
     * Opens a connection that clients can reach at once.
     *
     * @param random a secure one
     * @param nanos the port's clock
     * @param opensChannels whether the client expects to be given its data channels
     */
    public MediaConnection(
            MediaPort port,
            EventLoop loop,
            RandomGenerator random,
            LongSupplier nanos,
            boolean opensChannels,
            ConnectionListener listener) {
        this.port = port;
        this.random = random;
        this.listener = listener;
        this.opensChannels = opensChannels;
        this.peer = port.newPeer(loop, this);
        this.path = new SendPath(peer);
        this.reports = new Reports(peer);
        this.feedback = new Feedback(inbound, outbound, path);
        this.data = new DataLink(peer, random, nanos, (reliable, message) -> listener.data(this, reliable, message));
    }

    /** Our end, as every section of a description of ours tells it. */
    public TransportDescription description() {
        IceCredentials credentials = peer.localCredentials();
        List<String> candidates = new ArrayList<>();
        port.candidates().forEach(candidate -> candidates.add(candidate.toSdp().substring("candidate:".length())));
        return new TransportDescription(
                credentials.ufrag(),
                credentials.password(),
                port.fingerprint().algorithm(),
                port.fingerprint().value(),
                // A lite agent is reached, so it is the DTLS server; some clients wait for ever when offered a choice.
                "passive",
                candidates);
    }

    /**
     * Takes the other end's credentials, and begins a new ICE generation of our own when it has begun one.
     *
     * @param offered whether the description is an offer, which we then answer
     * @throws SdpException when it has no transport that we can use
     */
    public void remote(SessionDescription description, boolean offered) throws SdpException {
        TransportDescription transport = description.transport();
        if (transport.usernameFragment().isEmpty() || transport.fingerprint().isEmpty()) {
            throw new SdpException("no section has ICE credentials and a fingerprint");
        }
        if (transport.usernameFragment().equals(remoteUsernameFragment)) {
            return;
        }
        try {
            SetupRole role = SetupRole.valueOf(transport.setup().toUpperCase(Locale.ROOT));
            if (!offered && role == SetupRole.PASSIVE) {
                // Against RFC 8842, Pion (LiveKit's Go clients) answers every ice-lite offer so, ours that says passive
                // too,
                // and then begins the handshake all the same.
                role = SetupRole.ACTIVE;
            }
            if (offered && !remoteUsernameFragment.isEmpty()) {
                peer.restartIce();
            }
            peer.remote(
                    new IceCredentials(transport.usernameFragment(), transport.password()),
                    new DtlsFingerprint(transport.fingerprintHash(), transport.fingerprint()),
                    role);
        } catch (IllegalArgumentException e) {
            throw new SdpException("its transport cannot be used: " + e.getMessage());
        }
        remoteUsernameFragment = transport.usernameFragment();
    }

    /** Begins a new ICE generation, for an offer of ours. */
    public void restartIce() {
        peer.restartIce();
    }

    /** Learns header extension ids from a section that the client sends in. */
    public void learn(MediaDescription section) {
        extensions = extensions.with(section);
    }

    /** Ids of the header extensions on packets that come in. */
    public Extensions extensions() {
        return extensions;
    }

    /**
     * Takes a track in. Where the section names sources instead of layers, they are known at once.
     *
     * @param section in which the client offers it
     */
    public InboundTrack receive(MediaDescription section, TrackFormat format, PacketSink sink) {
        InboundTrack track = new InboundTrack(section.mid(), format, section.layers(), extensions, sink);
        tracks.add(track);
        if (section.layers().isEmpty() && !section.sources().isEmpty()) {
            int media = section.sources().keySet().iterator().next().intValue();
            InboundStream stream = register(media, track, 0);
            for (SourceGroup group : section.sourceGroups()) {
                if (stream != null
                        && group.semantics().equals("FID")
                        && group.ssrcs().size() == 2) {
                    repairs.put(group.ssrcs().get(1).intValue(), stream);
                }
            }
        }
        return track;
    }

    /** Takes nothing more of a track. */
    public void forget(InboundTrack track) {
        tracks.remove(track);
        inbound.values().removeIf(stream -> stream.track() == track);
        repairs.values().removeIf(stream -> stream.track() == track);
    }

    /** Opens a stream to the client, with sources that nobody else on the connection has. */
    public OutboundStream send(TrackFormat format, FeedbackSink sink) {
        int ssrc = freshSsrc();
        OutboundStream stream = new OutboundStream(path, ssrc, freshSsrc(), format, sink);
        outbound.put(ssrc, stream);
        return stream;
    }

    /** Ends a stream to the client. */
    public void end(OutboundStream stream) {
        outbound.remove(stream.ssrc());
    }

    /** Asks the client for a key frame of one layer, unless it was asked just before. */
    public void requestKeyFrame(InboundStream stream, long now) {
        if (connected && stream.keyFrames().want(now)) {
            reports.keyFrameNeeded(stream);
        }
    }

    /** Tells the receiver of a stream where its timestamps lie on the publisher's clock. */
    public void sendSenderReport(OutboundStream stream, long ntp, int timestamp) {
        if (connected) {
            reports.sent(stream, ntp, timestamp);
        }
    }

    /** Says under which header extension packets to the client are numbered, 0 for none. */
    public void number(int extension) {
        path.number(extension);
    }

    /** Bits a second that the way to the client carries, or -1 while nothing is known of it. */
    public long estimate() {
        return path.isEstimated() ? path.bitsPerSecond() : -1;
    }

    /** Sends padding, if it is time to find out whether more would fit; whether it is to be asked again in a moment. */
    public boolean probe(long wanted, long now) {
        long due = connected ? path.probe(wanted, now) : 0;
        for (OutboundStream stream : outbound.values()) {
            while (due > 0) {
                int sent = stream.pad(now);
                if (sent == 0) {
                    break;
                }
                due -= sent;
            }
        }
        return connected && path.isProbing(now);
    }

    /** Repeats requests that were not answered; some times a second. */
    public void poll(long now) {
        if (!connected) {
            return;
        }
        ask(now);
        for (InboundStream stream : inbound.values()) {
            if (stream.keyFrames().poll(now)) {
                reports.keyFrameNeeded(stream);
            }
        }
    }

    /** Reports on what comes in; about once a second. */
    public void report(long now, long allowedBitsPerSecond) {
        if (!connected || inbound.isEmpty()) {
            return;
        }
        reports.received(inbound.values(), extensions.transportSequence() == 0, allowedBitsPerSecond, now);
    }

    public boolean isConnected() {
        return connected;
    }

    /** Packets of sources that no section explains. */
    public long unknownPackets() {
        return unknown;
    }

    /** Its data channels. */
    public DataLink data() {
        return data;
    }

    public Peer peer() {
        return peer;
    }

    /** Streams that come in. */
    public Iterable<InboundStream> inboundStreams() {
        return inbound.values();
    }

    /** Streams that go out. */
    public Iterable<OutboundStream> outboundStreams() {
        return outbound.values();
    }

    /** Ends it without telling the listener. */
    public void close() {
        closed = true;
        connected = false;
        data.close();
        peer.close();
    }

    @Override
    public void connected() {
        if (!closed) {
            connected = true;
            if (opensChannels) {
                data.open();
            }
            listener.connected(this);
        }
    }

    @Override
    public void rtp(ByteBuf packet, long arrivalNanos) {
        if (closed || !view.wrap(packet)) {
            return;
        }
        arrival = arrivalNanos;
        noteNumber(arrivalNanos);
        InboundStream stream = inbound.get(view.ssrc());
        if (stream == null) {
            InboundStream repaired = repairs.get(view.ssrc());
            if (repaired != null) {
                repaired.repaired(view, arrivalNanos);
                return;
            }
            stream = identify(arrivalNanos);
            if (stream == null) {
                return;
            }
        }
        stream.receive(view, arrivalNanos);
    }

    private void noteNumber(long now) {
        int index = extensions.transportSequence() == 0 ? -1 : view.findExtension(extensions.transportSequence());
        if (index >= 0 && view.foundLength() == 2) {
            arrivals.onPacket(view.buffer().getUnsignedShort(index), now);
        }
    }

    /** What came in this read cycle is looked through: what is missing is asked for, what arrived is told. */
    @Override
    public void readComplete() {
        if (!connected || inbound.isEmpty()) {
            return;
        }
        ask(arrival);
        while (arrivals.due(arrival)) {
            reports.arrived(arrivals, anySource(), arrival);
        }
    }

    private void ask(long now) {
        for (InboundStream stream : inbound.values()) {
            reports.missing(stream, now);
        }
    }

    private int anySource() {
        for (InboundStream stream : inbound.values()) {
            return stream.ssrc();
        }
        return 0;
    }

    @Override
    public void rtcp(ByteBuf packet, long arrivalNanos) {
        if (!closed) {
            arrival = arrivalNanos;
            feedback.arrivedAt(arrivalNanos);
            reader.read(packet, feedback);
        }
    }

    @Override
    public void sctp(ByteBuf packet) {
        if (!closed) {
            data.receive(packet);
        }
    }

    @Override
    public void closed(CloseReason reason) {
        connected = false;
        data.close();
        if (!closed) {
            closed = true;
            listener.closed(this, reason);
        }
    }

    private @Nullable InboundStream identify(long now) {
        int index = extensions.mid() == 0 ? -1 : view.findExtension(extensions.mid());
        if (index < 0) {
            unknown++;
            return null;
        }
        int length = view.foundLength();
        for (int i = 0; i < tracks.size(); i++) {
            InboundTrack track = tracks.get(i);
            if (track.is(view, index, length)) {
                int layer = track.layer(view);
                if (layer >= 0) {
                    return register(view.ssrc(), track, layer);
                }
                repair(track, track.repairedLayer(view), now);
                return null;
            }
        }
        unknown++;
        return null;
    }

    /** A retransmission stream shows itself, perhaps before the media that it repairs. */
    private void repair(InboundTrack track, int layer, long now) {
        InboundStream repaired = layer < 0 ? null : track.stream(layer);
        if (repaired != null && repairs.size() < MAX_STREAMS) {
            repairs.put(view.ssrc(), repaired);
            repaired.repaired(view, now);
        }
    }

    private @Nullable InboundStream register(int ssrc, InboundTrack track, int layer) {
        if (inbound.size() >= MAX_STREAMS) {
            return null;
        }
        InboundStream old = track.stream(layer);
        if (old != null) {
            inbound.remove(old.ssrc());
            repairs.values().removeIf(repaired -> repaired == old);
        }
        InboundStream stream = new InboundStream(ssrc, track, layer);
        inbound.put(ssrc, stream);
        track.set(layer, stream);
        return stream;
    }

    private int freshSsrc() {
        int ssrc;
        do {
            ssrc = random.nextInt();
        } while (ssrc == 0 || ssrc == 1 || outbound.containsKey(ssrc));
        return ssrc;
    }
}
