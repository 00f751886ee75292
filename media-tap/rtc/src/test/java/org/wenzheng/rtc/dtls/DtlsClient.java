package org.wenzheng.rtc.dtls;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Hashtable;
import java.util.Objects;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.jspecify.annotations.Nullable;
import org.wenzheng.rtc.srtp.SrtpKeys;
import org.wenzheng.rtc.srtp.SrtpProfile;

/** The client's side of a handshake, for tests: what a browser does. */
public final class DtlsClient extends DefaultTlsClient {
    private final DtlsIdentity identity;
    private final DtlsFingerprint server;
    private final int[] profiles;
    private @Nullable SrtpKeys keys;

    private DtlsClient(DtlsIdentity identity, DtlsFingerprint server, int[] profiles) {
        super(identity.crypto());
        this.identity = identity;
        this.server = server;
        this.profiles = profiles;
    }

    /** What came out of a handshake. */
    public record Association(DTLSTransport transport, SrtpKeys keys) {}

    public static Association connect(
            DtlsIdentity identity, DtlsFingerprint server, DatagramTransport over, int... profiles) throws IOException {
        DtlsClient client = new DtlsClient(identity, server, profiles);
        DTLSTransport transport = new DTLSClientProtocol().connect(client, over);
        return new Association(transport, Objects.requireNonNull(client.keys));
    }

    public static DtlsIdentity identity() {
        return DtlsIdentity.generate(new SecureRandom());
    }

    @Override
    public int getHandshakeTimeoutMillis() {
        return 30_000;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return ProtocolVersion.DTLSv12.only();
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"})
    public Hashtable getClientExtensions() throws IOException {
        Hashtable extensions = super.getClientExtensions();
        if (profiles.length > 0) {
            TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(profiles, new byte[0]));
        }
        return extensions;
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        UseSRTPData chosen = TlsSRTPUtils.getUseSRTPExtension(serverExtensions);
        for (SrtpProfile profile : SrtpProfile.values()) {
            if (chosen != null && chosen.getProtectionProfiles()[0] == profile.id()) {
                byte[] exported =
                        context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, profile.keyingMaterialLength());
                keys = SrtpKeys.of(profile, exported, false);
            }
        }
    }

    @SuppressWarnings("rawtypes")
    private @Nullable Hashtable serverExtensions;

    @Override
    @SuppressWarnings("rawtypes")
    public void processServerExtensions(Hashtable extensions) throws IOException {
        super.processServerExtensions(extensions);
        serverExtensions = extensions;
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return new TlsAuthentication() {
            @Override
            public void notifyServerCertificate(TlsServerCertificate shown) throws IOException {
                if (!server.matches(shown.getCertificate().getCertificateAt(0).getEncoded())) {
                    throw new TlsFatalAlert(AlertDescription.bad_certificate);
                }
            }

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
