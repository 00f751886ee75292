package org.wenzheng.rtc.datachannel;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.wenzheng.rtc.sctp.PacketSink;
import org.wenzheng.rtc.sctp.SctpAssociation;
import org.wenzheng.rtc.sctp.SctpCloseReason;
import org.wenzheng.rtc.sctp.SctpListener;
import org.wenzheng.rtc.sctp.SctpOptions;
import org.wenzheng.rtc.sctp.SctpState;
import org.wenzheng.rtc.sctp.SctpStatistics;

/**
 * The data channels of one peer over one SCTP association (RFC 8831), opened in band (RFC 8832). Give it the packets that
 * come out of DTLS, and call {@link #poll} at {@link #nextTimeout}. Not for several threads.
 */
public final class DataChannels {

    /** Channels that one peer may have; LiveKit's clients open two or three. */
    public static final int MAX_CHANNELS = 64;

    private static final int DCEP = 50;
    private static final int TEXT = 51;
    private static final int BINARY = 53;
    private static final int EMPTY_TEXT = 56;
    private static final int EMPTY_BINARY = 57;
    private static final int ACK_TYPE = 2;

    private static final byte[] ACK = {ACK_TYPE};
    private static final byte[] NOTHING = {0}; // SCTP has no empty messages (RFC 8831 6.6)
    private static final byte[] EMPTY = {};

    private final SctpOptions options;
    private final SctpAssociation association;
    private final DataChannelListener listener;
    private final Map<Integer, DataChannel> channels = new TreeMap<>();
    private final int ownParity;
    private long now; // of the call under way
    private long refused;

    /**
     * @param dtlsClient whether this side was the client of the DTLS handshake: it opens even streams, the server odd ones
     * @param sink takes packets for DTLS
     */
    public DataChannels(
            SctpOptions options,
            boolean dtlsClient,
            RandomGenerator random,
            PacketSink sink,
            DataChannelListener listener) {
        this.options = options;
        this.listener = listener;
        ownParity = dtlsClient ? 0 : 1;
        association = new SctpAssociation(options, random, sink, new Association());
    }

    /** Begins the association; a side that never calls it waits for the other. Browsers always begin. */
    public void connect(long at) {
        now = at;
        association.connect(at);
    }

    /** Takes a packet that came out of DTLS. */
    public void receive(ByteBuf packet, long at) {
        now = at;
        association.receive(packet, at);
    }

    /** Does what time asks for. */
    public void poll(long at) {
        now = at;
        association.poll(at);
    }

    /** When {@link #poll} is due at the latest, or Long.MAX_VALUE. */
    public long nextTimeout() {
        return association.nextTimeout();
    }

    /** Ends the association and all channels at once. */
    public void close() {
        association.abort();
    }

    /** Octets of messages that wait to be sent or acknowledged, of all channels. */
    public long buffered() {
        return association.buffered();
    }

    /** A picture of the association's counters. */
    public SctpStatistics statistics() {
        return association.statistics();
    }

    /** Messages and channels of the other side that made no sense or exceeded a limit. */
    public long refused() {
        return refused;
    }

    /** The channels that are not closed, by stream. */
    public Collection<DataChannel> channels() {
        return Collections.unmodifiableCollection(channels.values());
    }

    /**
     * Opens a channel; its {@link DataChannelListener#onOpen} follows. Before the association is up, it waits for it.
     *
     * @throws IllegalStateException if {@link #MAX_CHANNELS} are open, or the association has ended
     */
    public DataChannel open(String label, String protocol, Reliability reliability, long at) {
        now = at;
        if (channels.size() >= MAX_CHANNELS || association.state() == SctpState.ENDED) {
            throw new IllegalStateException("No channel can be opened: " + channels.size() + " are, of " + MAX_CHANNELS
                    + ", and the association is " + association.state());
        }
        int id = ownParity;
        while (channels.containsKey(id)) {
            id += 2;
        }
        DataChannel channel = new DataChannel(this, id, label, protocol, reliability);
        channels.put(id, channel);
        if (association.state() == SctpState.ESTABLISHED) {
            askFor(channel);
        }
        return channel;
    }

    boolean send(DataChannel channel, byte[] data, boolean binary, long at) {
        boolean opening = channel.state == DataChannel.State.CONNECTING;
        if ((!opening && channel.state != DataChannel.State.OPEN) || data.length > options.maxMessage()) {
            return false;
        }
        now = at;
        Reliability reliability = channel.reliability();
        // Until the other side has agreed, messages must not overtake the request (RFC 8832 6).
        boolean ordered = opening || reliability.ordered();
        long lifetime = reliability.maxLifetimeMillis() < 0 ? -1 : reliability.maxLifetimeMillis() * 1_000_000L;
        boolean empty = data.length == 0;
        int protocol = empty ? EMPTY_TEXT : TEXT;
        if (binary) {
            protocol = empty ? EMPTY_BINARY : BINARY;
        }
        return association.send(
                channel.id(), protocol, empty ? NOTHING : data, ordered, reliability.maxRetransmits(), lifetime, at);
    }

    void close(DataChannel channel, long at) {
        now = at;
        if (channel.state == DataChannel.State.CLOSED || channel.state == DataChannel.State.CLOSING) {
            return;
        }
        channel.state = DataChannel.State.CLOSING;
        association.reset(channel.id(), at);
    }

    private void askFor(DataChannel channel) {
        byte[] open = new OpenMessage(channel.label(), channel.protocol(), channel.reliability()).write();
        association.send(channel.id(), DCEP, open, true, -1, -1, now);
    }

    private void onControl(int stream, byte[] message) {
        DataChannel channel = channels.get(stream);
        if (message[0] == ACK_TYPE && channel != null) {
            opened(channel);
            return;
        }
        OpenMessage open = message[0] == OpenMessage.TYPE ? OpenMessage.read(message) : null;
        if (open == null || channel != null || stream % 2 == ownParity || channels.size() >= MAX_CHANNELS) {
            refused++;
            if (channel == null) {
                association.reset(stream, now); // tells the other side that there is no such channel
            }
            return;
        }
        channel = new DataChannel(this, stream, open.label(), open.protocol(), open.reliability());
        channels.put(stream, channel);
        association.send(stream, DCEP, ACK, true, -1, -1, now);
        opened(channel);
    }

    private void opened(DataChannel channel) {
        if (channel.state == DataChannel.State.CONNECTING) {
            channel.state = DataChannel.State.OPEN;
            listener.onOpen(channel);
        }
    }

    private void onData(int stream, int protocol, byte[] message) {
        DataChannel channel = channels.get(stream);
        if (channel == null) {
            refused++;
            return;
        }
        opened(channel); // its agreement may come after its first message, where the channel is unordered
        switch (protocol) {
            case TEXT -> listener.onMessage(channel, message, false);
            case BINARY -> listener.onMessage(channel, message, true);
            case EMPTY_TEXT -> listener.onMessage(channel, EMPTY, false);
            case EMPTY_BINARY -> listener.onMessage(channel, EMPTY, true);
            default -> refused++;
        }
    }

    private void closeIfBothReset(@Nullable DataChannel channel) {
        if (channel != null && channel.weReset && channel.theyReset) {
            channel.state = DataChannel.State.CLOSED;
            channels.remove(channel.id());
            listener.onClosed(channel);
        }
    }

    private final class Association implements SctpListener {

        @Override
        public void onEstablished() {
            List.copyOf(channels.values()).forEach(DataChannels.this::askFor);
            listener.onConnected();
        }

        @Override
        public void onMessage(int stream, int protocol, byte[] message) {
            if (protocol == DCEP) {
                onControl(stream, message);
            } else {
                onData(stream, protocol, message);
            }
        }

        @Override
        public void onIncomingReset(int stream) {
            DataChannel channel = channels.get(stream);
            if (channel == null) {
                return;
            }
            channel.theyReset = true;
            if (channel.state != DataChannel.State.CLOSING) {
                channel.state = DataChannel.State.CLOSING;
                association.reset(stream, now);
            }
            closeIfBothReset(channel);
        }

        @Override
        public void onOutgoingReset(int stream) {
            DataChannel channel = channels.get(stream);
            if (channel != null) {
                channel.weReset = true;
            }
            closeIfBothReset(channel);
        }

        @Override
        public void onClosed(SctpCloseReason reason) {
            List<DataChannel> open = new ArrayList<>(channels.values());
            channels.clear();
            for (DataChannel channel : open) {
                channel.state = DataChannel.State.CLOSED;
                listener.onClosed(channel);
            }
            listener.onDisconnected(reason);
        }
    }
}
