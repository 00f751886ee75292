package org.wenzheng.sfu.media;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.wenzheng.rtc.datachannel.DataChannel;
import org.wenzheng.rtc.datachannel.DataChannelListener;
import org.wenzheng.rtc.datachannel.DataChannels;
import org.wenzheng.rtc.datachannel.Reliability;
import org.wenzheng.rtc.sctp.SctpCloseReason;
import org.wenzheng.rtc.sctp.SctpOptions;
import org.wenzheng.rtc.sctp.SctpStatistics;
import org.wenzheng.rtc.transport.Peer;

/**
 * The two data channels that LiveKit's clients use, on one connection: {@code _reliable} and {@code _lossy}. Whoever opens
 * them, both sides send on them.
 */
public final class DataLink implements DataChannelListener {

    private static final String RELIABLE = "_reliable";
    private static final String LOSSY = "_lossy";

    private final EventLoop loop;
    private final LongSupplier nanos;
    private final DataListener listener;
    private final DataChannels channels;
    private @Nullable DataChannel reliable;
    private @Nullable DataChannel lossy;
    private @Nullable ScheduledFuture<?> timer;
    private long timerAt;
    private boolean closed;
    private long dropped;

    DataLink(Peer peer, RandomGenerator random, LongSupplier nanos, DataListener listener) {
        this.loop = peer.loop();
        this.nanos = nanos;
        this.listener = listener;
        // We are the server of the DTLS handshake.
        this.channels = new DataChannels(SctpOptions.defaults(), false, random, peer::sendSctp, this);
    }

    /** Opens both channels from our side: where the client expects to be given them. */
    void open() {
        long now = nanos.getAsLong();
        reliable = channels.open(RELIABLE, "", Reliability.RELIABLE, now);
        lossy = channels.open(LOSSY, "", Reliability.LOSSY, now);
        arm();
    }

    void receive(ByteBuf packet) {
        channels.receive(packet, nanos.getAsLong());
        arm();
    }

    /**
     * Sends a message.
     *
     * @param message not to be changed any more; one array may go to many
     * @return false when the channel is not there or too much waits on it; then it is lost
     */
    public boolean send(boolean onReliable, byte[] message) {
        DataChannel channel = onReliable ? reliable : lossy;
        boolean sent = channel != null && channel.send(message, true, nanos.getAsLong());
        if (sent) {
            arm();
        } else {
            dropped++;
        }
        return sent;
    }

    /** A picture of the association's counters. */
    public SctpStatistics statistics() {
        return channels.statistics();
    }

    /** Messages that could not be sent. */
    public long dropped() {
        return dropped;
    }

    void close() {
        closed = true;
        if (timer != null) {
            timer.cancel(false);
        }
    }

    @Override
    public void onOpen(DataChannel channel) {
        if (channel.label().equals(RELIABLE)) {
            reliable = channel;
        } else if (channel.label().equals(LOSSY)) {
            lossy = channel;
        }
    }

    @Override
    public void onMessage(DataChannel channel, byte[] data, boolean binary) {
        if (channel.label().equals(RELIABLE) || channel.label().equals(LOSSY)) {
            listener.message(channel.label().equals(RELIABLE), data);
        }
    }

    @Override
    public void onClosed(DataChannel channel) {
        if (channel == reliable) {
            reliable = null;
        } else if (channel == lossy) {
            lossy = null;
        }
    }

    @Override
    public void onDisconnected(SctpCloseReason reason) {
        // The connection itself tells when it ends; without data a call still goes on.
    }

    private void arm() {
        long due = channels.nextTimeout();
        if (closed || due == Long.MAX_VALUE || timer != null && !timer.isDone() && timerAt <= due) {
            return;
        }
        if (timer != null) {
            timer.cancel(false);
        }
        timerAt = due;
        timer = loop.schedule(this::poll, Math.max(0, due - nanos.getAsLong()), TimeUnit.NANOSECONDS);
    }

    private void poll() {
        timer = null;
        if (!closed) {
            channels.poll(nanos.getAsLong());
            arm();
        }
    }
}
