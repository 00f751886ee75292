package org.wenzheng.rtc.transport;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Packets that one event loop read in one cycle and another one has to treat: they go there as one task. */
final class Handover {
    /** One of them, in a buffer of its own; the rest as in {@link MediaLoop#receive}. */
    record Arrival(
            ByteBuf packet,
            int binding,
            InetSocketAddress sender,
            @Nullable TcpConnection connection,
            RemotePeer peer,
            long nanos) {}

    private final MediaLoop to;
    private List<Arrival> arrivals = new ArrayList<>();

    Handover(MediaLoop to) {
        this.to = to;
    }

    void add(Arrival arrival) {
        arrivals.add(arrival);
    }

    /** Sends what was collected, if anything, and begins anew. */
    void send() {
        if (arrivals.isEmpty()) {
            return;
        }
        List<Arrival> batch = arrivals;
        arrivals = new ArrayList<>();
        try {
            to.eventLoop().execute(() -> to.receiveHandedOver(batch));
        } catch (RejectedExecutionException e) {
            // The port closes.
            batch.forEach(arrival -> arrival.packet().release());
        }
    }
}
