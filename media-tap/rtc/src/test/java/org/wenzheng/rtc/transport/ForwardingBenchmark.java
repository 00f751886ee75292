package org.wenzheng.rtc.transport;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.DatagramPacket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.bouncycastle.tls.DatagramTransport;
import org.wenzheng.rtc.dtls.DtlsClient;
import org.wenzheng.rtc.dtls.DtlsIdentity;
import org.wenzheng.rtc.dtls.SetupRole;
import org.wenzheng.rtc.ice.IceCredentials;
import org.wenzheng.rtc.srtp.SrtpProfile;
import org.wenzheng.rtc.srtp.SrtpSession;
import org.wenzheng.rtc.stun.StunRequests;

/**
 * CPU time that one forwarded packet costs: received once, decrypted, and for each subscriber rewritten, encrypted and sent. What
 * is measured is the event loop's thread (user and system, so with what the kernel does for loopback inside of a send); whoever
 * sends and receives the packets runs on other threads. Arguments: subscribers, packets to send, packets a second, packets in a
 * burst.
 */
public final class ForwardingBenchmark {
    private static final DtlsIdentity IDENTITY = DtlsClient.identity();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private ForwardingBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int subscribers = argument(arguments, 0, 10);
        int packets = argument(arguments, 1, 20_000);
        int rate = argument(arguments, 2, 2_000);
        int burst = argument(arguments, 3, 8);
        System.out.printf("%d subscribers, bursts of %d, %d packets/s in%n", subscribers, burst, rate);
        for (int round = 0; round < 2; round++) {
            for (SrtpProfile profile : List.of(SrtpProfile.AEAD_AES_128_GCM, SrtpProfile.AES128_CM_HMAC_SHA1_80)) {
                for (int size : new int[] {1100, 100}) {
                    for (boolean segmentation : new boolean[] {true, false}) {
                        run(round, profile, size, segmentation, subscribers, packets, rate, burst);
                    }
                }
            }
        }
        System.exit(0);
    }

    private static int argument(String[] arguments, int index, int otherwise) {
        return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
    }

    /** Hands each packet of the publisher to all subscribers, as a room does. */
    private static final class Room implements PeerListener {
        final List<Peer> subscribers = new ArrayList<>();
        final AtomicLong connected = new AtomicLong();

        @Override
        public void connected() {
            connected.incrementAndGet();
        }

        @Override
        public void rtp(ByteBuf packet, long arrivalNanos) {
            int sequence = packet.getUnsignedShort(packet.readerIndex() + 2);
            int timestamp = packet.getInt(packet.readerIndex() + 4);
            for (int i = 0; i < subscribers.size(); i++) {
                subscribers.get(i).sendRtp(packet, 5000 + i, 96, sequence, timestamp);
            }
        }

        @Override
        public void rtcp(ByteBuf packet, long arrivalNanos) {}

        @Override
        public void sctp(ByteBuf packet) {}

        @Override
        public void closed(CloseReason reason) {}
    }

    private static void run(
            int round,
            SrtpProfile profile,
            int size,
            boolean segmentation,
            int subscribers,
            int packets,
            int rate,
            int burst)
            throws Exception {
        MediaPortOptions options = MediaPortOptions.defaults().withLoops(1).withSegmentation(segmentation, 10);
        try (MediaPort port = MediaPort.open(options);
                Selector selector = Selector.open()) {
            EventLoop loop = port.eventLoops().get(0);
            Room room = new Room();
            Client publisher = new Client(port, port.newPeer(loop, room), profile);
            List<Client> sinks = new ArrayList<>();
            for (int i = 0; i < subscribers; i++) {
                Peer peer = port.newPeer(loop, room);
                Client sink = new Client(port, peer, profile);
                sink.channel.configureBlocking(false);
                sink.channel.register(selector, SelectionKey.OP_READ);
                sinks.add(sink);
                room.subscribers.add(peer);
            }
            while (room.connected.get() <= subscribers) {
                LockSupport.parkNanos(1_000_000);
            }
            byte[][] protectedPackets = protect(publisher.srtp, size, packets);
            AtomicLong received = new AtomicLong();
            Thread drain = new Thread(() -> drain(selector, received), "drain");
            drain.start();

            long thread = loop.submit(() -> Thread.currentThread().getId()).get();
            long cpu = THREADS.getThreadCpuTime(thread);
            long user = THREADS.getThreadUserTime(thread);
            long allocated = THREADS.getThreadAllocatedBytes(thread);
            long start = System.nanoTime();
            for (int i = 0; i < packets; i++) {
                if (i % burst == 0) {
                    long due = start + (long) (i * 1e9 / rate);
                    while (System.nanoTime() < due) {
                        LockSupport.parkNanos(due - System.nanoTime());
                    }
                }
                publisher.channel.send(ByteBuffer.wrap(protectedPackets[i]), publisher.server);
            }
            TimeUnit.MILLISECONDS.sleep(300);
            cpu = THREADS.getThreadCpuTime(thread) - cpu;
            user = THREADS.getThreadUserTime(thread) - user;
            allocated = THREADS.getThreadAllocatedBytes(thread) - allocated;
            double out = room.subscribers.stream()
                    .mapToLong(peer -> peer.stats().rtpOut())
                    .sum();
            double writes = room.subscribers.stream()
                    .mapToLong(peer -> peer.stats().datagramsOut())
                    .sum();
            drain.interrupt();
            drain.join();
            if (round > 0) {
                System.out.printf(
                        Locale.ROOT,
                        "%-28s %4d B  segments %-3s  %.2f us a packet (user %.2f, system %.2f)  "
                                + "%.0f B allocated  %.1f packets a write  out %.0f  lost %.2f %%%n",
                        profile.ianaName(),
                        size,
                        segmentation ? "on" : "off",
                        cpu / 1e3 / out,
                        user / 1e3 / out,
                        (cpu - user) / 1e3 / out,
                        allocated / out,
                        out / writes,
                        out,
                        100 * (1 - received.get() / ((double) packets * subscribers)));
            }
            for (Client sink : sinks) {
                sink.channel.close();
            }
            publisher.channel.close();
        }
    }

    private static byte[][] protect(SrtpSession srtp, int size, int packets) {
        Random random = new Random(1);
        byte[] payload = new byte[size];
        random.nextBytes(payload);
        byte[][] made = new byte[packets][];
        for (int i = 0; i < packets; i++) {
            byte[] packet = Arrays.copyOf(payload, size + SrtpProfile.MAX_OVERHEAD);
            ByteBuffer.wrap(packet)
                    .putShort((short) 0x8060)
                    .putShort((short) i)
                    .putInt(i * 3000)
                    .putInt(7);
            made[i] = Arrays.copyOf(packet, srtp.protectRtp(packet, 0, size));
        }
        return made;
    }

    private static void drain(Selector selector, AtomicLong received) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(2048);
        try {
            while (!Thread.interrupted()) {
                selector.select(
                        key -> {
                            try {
                                buffer.clear();
                                while (((DatagramChannel) key.channel()).receive(buffer) != null) {
                                    received.incrementAndGet();
                                    buffer.clear();
                                }
                            } catch (IOException e) {
                                throw new IllegalStateException(e);
                            }
                        },
                        100);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Somebody who joined. */
    private static final class Client implements DatagramTransport {
        final DatagramChannel channel = DatagramChannel.open();
        final InetSocketAddress server;
        final SrtpSession srtp;

        Client(MediaPort port, Peer peer, SrtpProfile profile) throws IOException {
            server = port.candidates().get(0).address();
            channel.setOption(StandardSocketOptions.SO_RCVBUF, 4 << 20);
            channel.bind(new InetSocketAddress(server.getAddress(), 0));
            IceCredentials own = IceCredentials.random(new SecureRandom());
            peer.remote(own, IDENTITY.fingerprint(), SetupRole.ACTIVE);
            byte[] check = StunRequests.check(
                    new byte[12],
                    peer.localCredentials().ufrag() + ":" + own.ufrag(),
                    peer.localCredentials().password(),
                    true);
            send(check, 0, check.length);
            if (receive(new byte[2048], 0, 2048, 20_000) < 0) {
                throw new IOException("No answer to a check");
            }
            srtp = new SrtpSession(DtlsClient.connect(IDENTITY, port.fingerprint(), this, profile.id())
                    .keys());
        }

        @Override
        public int getReceiveLimit() {
            return 2048;
        }

        @Override
        public int getSendLimit() {
            return 1200;
        }

        @Override
        public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
            channel.socket().setSoTimeout(waitMillis);
            DatagramPacket packet = new DatagramPacket(buffer, offset, length);
            try {
                channel.socket().receive(packet);
                return packet.getLength();
            } catch (SocketTimeoutException e) {
                return -1;
            }
        }

        @Override
        public void send(byte[] buffer, int offset, int length) throws IOException {
            channel.send(ByteBuffer.wrap(buffer, offset, length), server);
        }

        @Override
        public void close() {}
    }
}
