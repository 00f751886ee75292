package org.wenzheng.rtc.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A room that writes down what its peer tells. */
class RecordingListener implements PeerListener {
    final List<byte[]> rtp = new CopyOnWriteArrayList<>();
    final List<byte[]> rtcp = new CopyOnWriteArrayList<>();
    final List<byte[]> sctp = new CopyOnWriteArrayList<>();
    final List<InetSocketAddress> paths = new CopyOnWriteArrayList<>();
    final AtomicInteger connected = new AtomicInteger();
    final AtomicInteger ends = new AtomicInteger();
    volatile @Nullable CloseReason reason;
    volatile @Nullable Peer peer;
    final AtomicInteger wrongThread = new AtomicInteger();

    private void checkThread() {
        Peer mine = peer;
        if (mine != null && !mine.loop().inEventLoop()) {
            wrongThread.incrementAndGet();
        }
    }

    @Override
    public void connected() {
        checkThread();
        connected.incrementAndGet();
    }

    @Override
    public void rtp(ByteBuf packet, long arrivalNanos) {
        checkThread();
        rtp.add(ByteBufUtil.getBytes(packet));
    }

    @Override
    public void rtcp(ByteBuf packet, long arrivalNanos) {
        checkThread();
        rtcp.add(ByteBufUtil.getBytes(packet));
    }

    @Override
    public void sctp(ByteBuf packet) {
        checkThread();
        sctp.add(ByteBufUtil.getBytes(packet));
    }

    @Override
    public void pathChanged(InetSocketAddress remote) {
        checkThread();
        paths.add(remote);
    }

    @Override
    public void closed(CloseReason why) {
        checkThread();
        reason = why;
        ends.incrementAndGet();
    }
}
