package org.wenzheng.digitalhuman.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A poor network of one client on loopback: a relay of datagrams between it and the SFU that loses, delays and holds back as
 * an {@link Impairment} says. The client is led over it by {@link #lead}. One thread does all.
 */
final class ImpairedLink implements AutoCloseable {

    private static final long QUEUE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
    private static final int LONGEST = 2048;

    private final Impairment impairment;
    private final Random random;
    private final Selector selector;
    private final DatagramChannel front;
    private final Map<SocketAddress, DatagramChannel> ways = new HashMap<>(); // by the client's address
    private final PriorityQueue<Datagram> underWay =
            new PriorityQueue<>(Comparator.comparingLong(Datagram::due).thenComparingLong(Datagram::number));
    private final ByteBuffer buffer = ByteBuffer.allocate(LONGEST);
    private final Direction up = new Direction();
    private final Direction down = new Direction();
    private final Thread thread = new Thread(this::run, "impaired-link");
    private final long movesAt;
    private volatile @Nullable InetSocketAddress sfu;
    private volatile boolean closed;
    private boolean moved;
    private long number;

    private record Datagram(long due, long number, byte[] octets, DatagramChannel by, @Nullable SocketAddress to) {}

    /** One way through it. */
    private static final class Direction {
        private final AtomicLong packets = new AtomicLong();
        private final AtomicLong lost = new AtomicLong();
        private long busyUntil;
        private long lastDue;
    }

    ImpairedLink(Impairment impairment, long seed) throws IOException {
        this.impairment = impairment;
        this.random = new Random(seed);
        selector = Selector.open();
        front = DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        front.configureBlocking(false);
        front.register(selector, SelectionKey.OP_READ);
        movesAt = impairment.movesAfterMs() == 0
                ? Long.MAX_VALUE
                : System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(impairment.movesAfterMs());
        thread.setDaemon(true);
        thread.start();
    }

    /** A description of the SFU with this relay in the place of its UDP candidate; where UDP is blocked, with that of TCP alone. */
    String lead(String sdp) {
        StringBuilder led = new StringBuilder();
        for (String line : sdp.split("\r\n", -1)) {
            String[] fields = line.split(" ", -1);
            if (!line.startsWith("a=candidate:") || fields.length < 6) {
                led.append(line).append("\r\n");
            } else if (fields[2].equalsIgnoreCase("udp") == !impairment.blocked()) {
                led.append(impairment.blocked() ? line : over(fields)).append("\r\n");
            }
        }
        led.setLength(led.length() - 2);
        return led.toString();
    }

    private String over(String[] fields) {
        sfu = new InetSocketAddress(fields[4], Integer.parseInt(fields[5]));
        InetSocketAddress here = (InetSocketAddress) front.socket().getLocalSocketAddress();
        fields[4] = here.getAddress().getHostAddress();
        fields[5] = Integer.toString(here.getPort());
        return String.join(" ", fields);
    }

    /** Datagrams that the client has sent, and how many of them were lost. */
    long[] sent() {
        return new long[] {up.packets.get(), up.lost.get()};
    }

    private void run() {
        try {
            while (!closed) {
                Datagram next = underWay.peek();
                long wait = next == null ? 20 : (next.due() - System.nanoTime()) / 1_000_000;
                if (wait > 0) {
                    selector.select(Math.min(wait, 20));
                } else {
                    selector.selectNow();
                }
                for (SelectionKey key : selector.selectedKeys()) {
                    read((DatagramChannel) key.channel(), (SocketAddress) key.attachment());
                }
                selector.selectedKeys().clear();
                for (Datagram due = underWay.peek(); due != null && due.due() <= System.nanoTime(); ) {
                    underWay.remove();
                    send(due);
                    due = underWay.peek();
                }
                if (!moved && System.nanoTime() > movesAt) {
                    move();
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("the relay broke", e);
        }
    }

    /** @param client whose way it is, null for the front */
    private void read(DatagramChannel channel, @Nullable SocketAddress client) throws IOException {
        for (SocketAddress from = receive(channel); from != null; from = receive(channel)) {
            byte[] octets = new byte[buffer.flip().remaining()];
            buffer.get(octets);
            if (client == null) {
                impair(up, octets, way(from), null);
            } else {
                impair(down, octets, front, client);
            }
        }
    }

    private @Nullable SocketAddress receive(DatagramChannel channel) throws IOException {
        buffer.clear();
        try {
            return channel.receive(buffer);
        } catch (PortUnreachableException e) {
            return null; // the SFU has gone
        }
    }

    private DatagramChannel way(SocketAddress client) throws IOException {
        DatagramChannel known = ways.get(client);
        if (known != null) {
            return known;
        }
        DatagramChannel way = DatagramChannel.open().connect(Objects.requireNonNull(sfu));
        way.configureBlocking(false);
        way.register(selector, SelectionKey.OP_READ, client);
        ways.put(client, way);
        return way;
    }

    private void impair(Direction direction, byte[] octets, DatagramChannel by, @Nullable SocketAddress to) {
        direction.packets.incrementAndGet();
        long now = System.nanoTime();
        long due = now;
        if (impairment.bitsPerSecond() > 0) {
            long wait = Math.max(0, direction.busyUntil - now);
            if (wait > QUEUE_NANOS) {
                direction.lost.incrementAndGet();
                return;
            }
            direction.busyUntil = now + wait + octets.length * 8_000_000_000L / impairment.bitsPerSecond();
            due = direction.busyUntil;
        }
        if (random.nextDouble() < impairment.loss()) {
            direction.lost.incrementAndGet();
            return;
        }
        if (impairment.jitterMs() > 0) {
            due += random.nextInt(impairment.jitterMs() * 1_000) * 1_000L;
        }
        if (!impairment.reordered()) {
            due = Math.max(due, direction.lastDue);
        }
        direction.lastDue = due;
        underWay.add(new Datagram(due, number++, octets, by, to));
    }

    private static void send(Datagram datagram) throws IOException {
        ByteBuffer octets = ByteBuffer.wrap(datagram.octets());
        if (!datagram.by().isOpen()) {
            return;
        }
        try {
            if (datagram.to() == null) {
                datagram.by().write(octets);
            } else {
                datagram.by().send(octets, datagram.to());
            }
        } catch (PortUnreachableException e) {
            // Whoever was there has gone.
        }
    }

    /** From now on all comes to the SFU from other ports, as after a change from one network to another. */
    private void move() throws IOException {
        moved = true;
        for (DatagramChannel way : ways.values()) {
            way.close();
        }
        ways.clear();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        closed = true;
        selector.wakeup();
        thread.join(1_000);
        for (DatagramChannel way : ways.values()) {
            way.close();
        }
        front.close();
        selector.close();
    }
}
