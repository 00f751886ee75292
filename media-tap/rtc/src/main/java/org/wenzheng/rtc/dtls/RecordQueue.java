package org.wenzheng.rtc.dtls;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tls.DatagramTransport;

/**
 * Datagrams between a socket that must not wait and Bouncy Castle, which does: bounded, and after the handshake without waiting at
 * all.
 */
final class RecordQueue implements DatagramTransport {
    /** Datagrams that may wait; a flight of a handshake has about ten. */
    static final int CAPACITY = 32;

    private static final int RECEIVE_LIMIT = 2048;
    /** Fits the 1,280 bytes that every path takes. */
    private static final int SEND_LIMIT = 1200;

    private static final byte[] END = new byte[0];

    private final DtlsAssociation.Owner owner;
    /** One place is for the end alone. */
    private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(CAPACITY + 1);

    private volatile boolean blocking = true;
    private volatile boolean ended;

    RecordQueue(DtlsAssociation.Owner owner) {
        this.owner = owner;
    }

    /** Copies a datagram in; false if it has no place. */
    boolean offer(ByteBuf datagram) {
        int length = datagram.readableBytes();
        if (length > RECEIVE_LIMIT || waiting.size() >= CAPACITY) {
            return false;
        }
        byte[] copy = new byte[length];
        datagram.getBytes(datagram.readerIndex(), copy);
        return waiting.offer(copy);
    }

    void stopWaiting() {
        blocking = false;
    }

    /** Whether Bouncy Castle closed its transport, as it does after an alert that ends the association. */
    boolean ended() {
        return ended;
    }

    @Override
    public int getReceiveLimit() {
        return RECEIVE_LIMIT;
    }

    @Override
    public int getSendLimit() {
        return SEND_LIMIT;
    }

    @Override
    public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
        byte[] datagram = blocking ? await(waitMillis) : waiting.poll();
        if (datagram == null) {
            if (blocking) {
                return -1;
            }
            throw NothingWaits.INSTANCE;
        }
        if (ended || datagram == END) {
            throw new IOException("The transport is closed");
        }
        int count = Math.min(length, datagram.length);
        System.arraycopy(datagram, 0, buffer, offset, count);
        return count;
    }

    private byte[] await(int waitMillis) throws InterruptedIOException {
        try {
            // Zero means to wait without limit, which nothing here should.
            return waiting.poll(waitMillis == 0 ? 1000 : waitMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The handshake was given up");
        }
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
        if (!ended) {
            owner.sendRecord(buffer, offset, length);
        }
    }

    @Override
    public void close() {
        ended = true;
        waiting.offer(END);
    }

    /** Leaves Bouncy Castle's receive without harm: it lets interruptions through and treats other failures as fatal. */
    @SuppressWarnings("StaticAssignmentOfThrowable") // Made once, without a trace: it is a signal, many a second.
    static final class NothingWaits extends InterruptedIOException {
        static final NothingWaits INSTANCE = new NothingWaits();

        private NothingWaits() {
            super("No record waits");
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }
}
