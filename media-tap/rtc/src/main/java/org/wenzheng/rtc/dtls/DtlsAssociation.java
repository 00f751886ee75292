package org.wenzheng.rtc.dtls;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.function.Supplier;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.TlsFatalAlert;
import org.jspecify.annotations.Nullable;
import org.wenzheng.rtc.srtp.SrtpKeys;

/**
 * One DTLS association, as server. The handshake runs on a thread of {@link DtlsHandshakes}, which waits; once its owner calls
 * {@link #established()}, records are read where they arrive and nothing waits any more. All methods are for the owner's thread.
 */
public final class DtlsAssociation {
    /** How the association reaches the network and its owner. */
    public interface Owner {
        /** Sends a datagram; during the handshake on the handshake's thread, afterwards on the owner's. */
        void sendRecord(byte[] bytes, int offset, int length);

        /** The handshake is done; on the handshake's thread. The owner compares the certificate, in DER, if it was not known. */
        void handshakeDone(SrtpKeys keys, byte[] clientCertificate);

        /** The handshake failed; on the handshake's thread. */
        void handshakeFailed(boolean wrongCertificate);

        /** One message of the application, on the owner's thread, valid during the call. */
        void message(byte[] bytes, int offset, int length);

        /** The other side ended the association; on the owner's thread. */
        void ended();
    }

    private static final int MAX_MESSAGE = 2048;

    private final DtlsHandshakes handshakes;
    private final Supplier<@Nullable DtlsFingerprint> expected;
    private final Owner owner;
    private final RecordQueue records;
    private final byte[] message = new byte[MAX_MESSAGE];
    private boolean started;
    private boolean closed;
    private boolean established;
    /** Written by the handshake's thread before it tells the owner. */
    private volatile @Nullable DTLSTransport transport;

    /** @param expected the client's fingerprint; null as long as signalling has not told it */
    public DtlsAssociation(DtlsHandshakes handshakes, Supplier<@Nullable DtlsFingerprint> expected, Owner owner) {
        this.handshakes = handshakes;
        this.expected = expected;
        this.owner = owner;
        records = new RecordQueue(owner);
    }

    /** What became of a datagram. */
    public enum Receipt {
        TAKEN,
        /** No records that may come now. */
        MALFORMED,
        /** Too many datagrams wait for the handshake. */
        DROPPED,
        /** The first datagram came when too many handshakes were under way: the association will never be. */
        REFUSED
    }

    /** Takes one datagram with DTLS records; the first one begins the handshake. */
    public Receipt receive(ByteBuf datagram) {
        if (closed) {
            return Receipt.DROPPED;
        }
        if (!DtlsRecords.acceptable(datagram, established)) {
            return Receipt.MALFORMED;
        }
        if (!records.offer(datagram)) {
            return Receipt.DROPPED;
        }
        if (!started) {
            started = true;
            if (!handshakes.start(this::handshake)) {
                closed = true;
                return Receipt.REFUSED;
            }
        } else if (established) {
            read();
        }
        return Receipt.TAKEN;
    }

    private void handshake() {
        SrtpTlsServer server =
                new SrtpTlsServer(handshakes.identity(), handshakes.preference(), handshakes.timeoutMillis(), expected);
        try {
            transport = new DTLSServerProtocol().accept(server, records);
            SrtpKeys keys = server.keys();
            byte[] certificate = server.clientCertificate();
            if (keys == null || certificate == null) {
                throw new TlsFatalAlert(AlertDescription.internal_error);
            }
            owner.handshakeDone(keys, certificate);
        } catch (IOException | RuntimeException e) {
            // Whoever is on the other side causes most of these; the owner counts them.
            owner.handshakeFailed(server.wrongCertificate());
        }
    }

    /** From now on records are read as they arrive, those that came meanwhile at once. */
    public void established() {
        records.stopWaiting();
        established = true;
        read();
    }

    private void read() {
        DTLSTransport open = transport;
        if (open == null) {
            return;
        }
        try {
            while (!closed && !records.ended()) {
                int length = open.receive(message, 0, message.length, 1);
                if (length > 0) {
                    owner.message(message, 0, length);
                }
            }
        } catch (RecordQueue.NothingWaits e) {
            // All read.
        } catch (IOException e) {
            end();
            return;
        }
        if (records.ended()) {
            end();
        }
    }

    private void end() {
        if (!closed) {
            closed = true;
            owner.ended();
        }
    }

    /** Encrypts and sends one message of the application; false if there is no association or it failed. */
    public boolean send(byte[] bytes, int offset, int length) {
        DTLSTransport open = transport;
        if (open == null || !established || closed) {
            return false;
        }
        try {
            open.send(bytes, offset, length);
            return true;
        } catch (IOException e) {
            end();
            return false;
        }
    }

    /** Ends the association and tells the other side so, if it got that far. */
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        DTLSTransport open = transport;
        if (open != null && established) {
            try {
                open.close();
            } catch (IOException e) {
                // It is over either way.
            }
        }
        records.close();
    }
}
