package org.wenzheng.rtc.dtls;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.wenzheng.rtc.srtp.SrtpProfile;

/** One handshake with ourselves, in memory: the first of a Java process takes most of a second, which no caller should wait. */
public final class WarmUp {
    private static final int TIMEOUT_MILLIS = 20_000;
    private static boolean done;

    private WarmUp() {}

    /**
     * Runs it, once a process.
     *
     * @throws IllegalStateException if it fails: then no handshake would succeed
     */
    public static synchronized void run() {
        if (done) {
            return;
        }
        DtlsIdentity identity = DtlsIdentity.generate(new SecureRandom());
        BlockingQueue<byte[]> toServer = new LinkedBlockingQueue<>();
        BlockingQueue<byte[]> toClient = new LinkedBlockingQueue<>();
        SrtpTlsServer server =
                new SrtpTlsServer(identity, List.of(SrtpProfile.values()), TIMEOUT_MILLIS, identity::fingerprint);
        Thread client = new Thread(
                () -> {
                    try {
                        new DTLSClientProtocol().connect(new Client(identity), new Pipe(toClient, toServer));
                    } catch (IOException e) {
                        // The server's side will tell.
                    }
                },
                "dtls-warm-up");
        client.setDaemon(true);
        client.start();
        try {
            new DTLSServerProtocol().accept(server, new Pipe(toServer, toClient));
        } catch (IOException e) {
            throw new IllegalStateException("A DTLS handshake with ourselves failed, so none would succeed", e);
        }
        done = true;
    }

    private record Pipe(BlockingQueue<byte[]> in, BlockingQueue<byte[]> out) implements DatagramTransport {
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
                byte[] datagram = in.poll(waitMillis == 0 ? TIMEOUT_MILLIS : waitMillis, TimeUnit.MILLISECONDS);
                if (datagram == null) {
                    return -1;
                }
                System.arraycopy(datagram, 0, buffer, offset, datagram.length);
                return datagram.length;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("Interrupted while warming up", e);
            }
        }

        @Override
        public void send(byte[] buffer, int offset, int length) {
            byte[] copy = new byte[length];
            System.arraycopy(buffer, offset, copy, 0, length);
            out.add(copy);
        }

        @Override
        public void close() {}
    }

    private static final class Client extends DefaultTlsClient {
        private final DtlsIdentity identity;

        Client(DtlsIdentity identity) {
            super(identity.crypto());
            this.identity = identity;
        }

        @Override
        public int getHandshakeTimeoutMillis() {
            return TIMEOUT_MILLIS;
        }

        @Override
        protected ProtocolVersion[] getSupportedVersions() {
            return ProtocolVersion.DTLSv12.only();
        }

        @Override
        @SuppressWarnings({"rawtypes", "unchecked"}) // Bouncy Castle's signature.
        public Hashtable getClientExtensions() throws IOException {
            Hashtable extensions = super.getClientExtensions();
            TlsSRTPUtils.addUseSRTPExtension(
                    extensions, new UseSRTPData(new int[] {SrtpProfile.AEAD_AES_128_GCM.id()}, new byte[0]));
            return extensions;
        }

        @Override
        public TlsAuthentication getAuthentication() {
            return new TlsAuthentication() {
                @Override
                public void notifyServerCertificate(TlsServerCertificate certificate) {}

                @Override
                public TlsCredentials getClientCredentials(CertificateRequest request) {
                    return new BcDefaultTlsCredentialedSigner(
                            new TlsCryptoParameters(context),
                            identity.crypto(),
                            identity.privateKey(),
                            identity.certificate(),
                            SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
                }
            };
        }
    }
}
