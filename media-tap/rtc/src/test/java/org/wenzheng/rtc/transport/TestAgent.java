package org.wenzheng.rtc.transport;

import io.netty.buffer.Unpooled;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DatagramTransport;
import org.jspecify.annotations.Nullable;
import org.wenzheng.rtc.dtls.DtlsClient;
import org.wenzheng.rtc.dtls.DtlsFingerprint;
import org.wenzheng.rtc.dtls.DtlsIdentity;
import org.wenzheng.rtc.dtls.SetupRole;
import org.wenzheng.rtc.ice.IceCredentials;
import org.wenzheng.rtc.srtp.SrtpProfile;
import org.wenzheng.rtc.srtp.SrtpSession;
import org.wenzheng.rtc.stun.StunMessage;
import org.wenzheng.rtc.stun.StunRequests;

/** The other side of a peer, over real sockets: a full agent's checks, a DTLS client, SRTP. */
final class TestAgent implements AutoCloseable {
    private static final DtlsIdentity IDENTITY = DtlsClient.identity();

    final IceCredentials credentials = IceCredentials.random(new SecureRandom());
    final BlockingQueue<byte[]> answers = new LinkedBlockingQueue<>();
    final BlockingQueue<byte[]> records = new LinkedBlockingQueue<>();
    final BlockingQueue<byte[]> media = new LinkedBlockingQueue<>();
    final AtomicInteger packets = new AtomicInteger();
    private final AtomicInteger transactions = new AtomicInteger();
    private volatile Wire wire;

    @Nullable
    SrtpSession srtp;

    @Nullable
    DTLSTransport dtls;

    private interface Wire extends AutoCloseable {
        void send(byte[] packet) throws IOException;

        byte[] receive() throws IOException;

        InetSocketAddress local();

        @Override
        void close() throws IOException;
    }

    private TestAgent(Wire wire) {
        this.wire = wire;
        read(wire);
    }

    static TestAgent udp(MediaPort port) throws IOException {
        return new TestAgent(udpWire(port));
    }

    static TestAgent tcp(MediaPort port) throws IOException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.connect(port.candidates().get(port.candidates().size() - 1).address());
        DataInputStream in = new DataInputStream(socket.getInputStream());
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        return new TestAgent(new Wire() {
            @Override
            public void send(byte[] packet) throws IOException {
                synchronized (out) {
                    byte[] frame = ByteBuffer.allocate(2 + packet.length)
                            .putShort((short) packet.length)
                            .put(packet)
                            .array();
                    out.write(frame);
                }
            }

            @Override
            public byte[] receive() throws IOException {
                byte[] packet = new byte[in.readUnsignedShort()];
                in.readFully(packet);
                return packet;
            }

            @Override
            public InetSocketAddress local() {
                return (InetSocketAddress) socket.getLocalSocketAddress();
            }

            @Override
            public void close() throws IOException {
                socket.close();
            }
        });
    }

    private static Wire udpWire(MediaPort port) throws IOException {
        InetSocketAddress to = port.candidates().get(0).address();
        DatagramSocket socket = new DatagramSocket(0, to.getAddress());
        socket.setReceiveBufferSize(1 << 20);
        return new Wire() {
            @Override
            public void send(byte[] packet) throws IOException {
                socket.send(new DatagramPacket(packet, packet.length, to));
            }

            @Override
            public byte[] receive() throws IOException {
                byte[] buffer = new byte[4096];
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                return Arrays.copyOf(buffer, packet.getLength());
            }

            @Override
            public InetSocketAddress local() {
                return (InetSocketAddress) socket.getLocalSocketAddress();
            }

            @Override
            public void close() {
                socket.close();
            }
        };
    }

    private void read(Wire from) {
        Thread thread = new Thread(
                () -> {
                    try {
                        while (true) {
                            byte[] packet = from.receive();
                            packets.incrementAndGet();
                            int first = packet.length == 0 ? -1 : packet[0] & 0xFF;
                            (first < 4 ? answers : first < 64 ? records : media).add(packet);
                        }
                    } catch (IOException e) {
                        // Closed.
                    }
                },
                "test-agent");
        thread.setDaemon(true);
        thread.start();
    }

    /** Goes on from another address, as a client behind another network. */
    void move(MediaPort port) throws IOException {
        Wire old = wire;
        wire = udpWire(port);
        read(wire);
        old.close();
    }

    InetSocketAddress address() {
        return wire.local();
    }

    static DtlsFingerprint fingerprint() {
        return IDENTITY.fingerprint();
    }

    /** Tells a peer what signalling would. */
    void describeTo(Peer peer) {
        peer.remote(credentials, fingerprint(), SetupRole.ACTIVE);
    }

    byte[] checkFor(IceCredentials server, boolean nominate) {
        byte[] transaction = ByteBuffer.allocate(12)
                .putInt(8, transactions.incrementAndGet())
                .array();
        return StunRequests.check(transaction, server.ufrag() + ":" + credentials.ufrag(), server.password(), nominate);
    }

    /** Asks once a second until it is answered, as an agent does; false after a minute. */
    boolean check(IceCredentials server, boolean nominate) throws Exception {
        for (int i = 0; i < 60; i++) {
            if (check(server, nominate, 1000)) {
                return true;
            }
        }
        return false;
    }

    /** Sends one check; whether it was answered as it has to be within the time. */
    boolean check(IceCredentials server, boolean nominate, int millis) throws Exception {
        answers.clear();
        byte[] check = checkFor(server, nominate);
        wire.send(check);
        byte[] answer = answers.poll(millis, TimeUnit.MILLISECONDS);
        if (answer == null) {
            return false;
        }
        return new StunMessage().parse(Unpooled.wrappedBuffer(answer))
                && answer[0] == 1
                && answer[1] == 1
                && Arrays.equals(answer, 8, 20, check, 8, 20);
    }

    void send(byte[] packet) throws IOException {
        wire.send(packet);
    }

    /** Handshakes; afterwards {@link #srtp} and {@link #dtls} are there. */
    void handshake(MediaPort port, int... profiles) throws IOException {
        DtlsClient.Association made = DtlsClient.connect(IDENTITY, port.fingerprint(), new Records(), profiles);
        srtp = new SrtpSession(made.keys());
        dtls = made.transport();
    }

    /** Check and handshake, as a client that joins. */
    void join(MediaPort port, Peer peer) throws Exception {
        describeTo(peer);
        if (!check(peer.localCredentials(), true)) {
            throw new IOException("No answer to a check");
        }
        handshake(port, 7, 8, 1);
    }

    void sendRtp(byte[] packet) throws IOException {
        byte[] buffer = Arrays.copyOf(packet, packet.length + SrtpProfile.MAX_OVERHEAD);
        int length = session().protectRtp(buffer, 0, packet.length);
        send(Arrays.copyOf(buffer, length));
    }

    void sendRtcp(byte[] packet) throws IOException {
        byte[] buffer = Arrays.copyOf(packet, packet.length + SrtpProfile.MAX_OVERHEAD);
        int length = session().protectRtcp(buffer, 0, packet.length);
        send(Arrays.copyOf(buffer, length));
    }

    /** The next SRTP or SRTCP packet, decrypted; empty if it is not authentic. */
    byte[] nextMedia() throws Exception {
        byte[] packet = media.poll(20, TimeUnit.SECONDS);
        if (packet == null) {
            throw new IOException("No packet came");
        }
        int second = packet[1] & 0xFF;
        int length = second >= 192 && second < 224
                ? session().unprotectRtcp(packet, 0, packet.length)
                : session().unprotectRtp(packet, 0, packet.length);
        return Arrays.copyOf(packet, Math.max(0, length));
    }

    /** The association of the handshake. */
    DTLSTransport dtls() {
        return Objects.requireNonNull(dtls, "No handshake yet");
    }

    private SrtpSession session() {
        SrtpSession session = srtp;
        if (session == null) {
            throw new IllegalStateException("No handshake yet");
        }
        return session;
    }

    private final class Records implements DatagramTransport {
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
            try {
                byte[] record = records.poll(waitMillis, TimeUnit.MILLISECONDS);
                if (record == null) {
                    return -1;
                }
                System.arraycopy(record, 0, buffer, offset, record.length);
                return record.length;
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        @Override
        public void send(byte[] buffer, int offset, int length) throws IOException {
            TestAgent.this.send(Arrays.copyOfRange(buffer, offset, offset + length));
        }

        @Override
        public void close() {}
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
