package org.wenzheng.rtc.dtls;

import java.io.IOException;
import java.util.Hashtable;
import java.util.List;
import java.util.Vector;
import java.util.function.Supplier;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.jspecify.annotations.Nullable;
import org.wenzheng.rtc.srtp.SrtpKeys;
import org.wenzheng.rtc.srtp.SrtpProfile;

/** Our side of one handshake: DTLS 1.2, ECDHE with ECDSA, a certificate from the client, an SRTP profile that both have. */
final class SrtpTlsServer extends DefaultTlsServer {
    private final DtlsIdentity identity;
    private final List<SrtpProfile> preference;
    private final int timeoutMillis;
    private final Supplier<@Nullable DtlsFingerprint> expected;
    private @Nullable SrtpProfile profile;
    private @Nullable SrtpKeys keys;
    private byte @Nullable [] clientCertificate;
    private boolean wrongCertificate;

    /**
     * @param expected the client's fingerprint, or null while signalling has not told it; then whoever asks for {@link
     *     #clientCertificate()} has to look
     */
    SrtpTlsServer(
            DtlsIdentity identity,
            List<SrtpProfile> preference,
            int timeoutMillis,
            Supplier<@Nullable DtlsFingerprint> expected) {
        super(identity.crypto());
        this.identity = identity;
        this.preference = preference;
        this.timeoutMillis = timeoutMillis;
        this.expected = expected;
    }

    @Nullable
    SrtpKeys keys() {
        return keys;
    }

    byte @Nullable [] clientCertificate() {
        return clientCertificate;
    }

    boolean wrongCertificate() {
        return wrongCertificate;
    }

    @Override
    public int getHandshakeTimeoutMillis() {
        return timeoutMillis;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return ProtocolVersion.DTLSv12.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return new int[] {
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384
        };
    }

    @Override
    protected TlsCredentialedSigner getECDSASignerCredentials() {
        return new BcDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context),
                identity.crypto(),
                identity.privateKey(),
                identity.certificate(),
                SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
    }

    @Override
    @SuppressWarnings("JdkObsolete") // Bouncy Castle's signature.
    public CertificateRequest getCertificateRequest() {
        // RSA, too: some agents still bring such a certificate.
        Vector<SignatureAndHashAlgorithm> algorithms = new Vector<>();
        for (short hash : new short[] {HashAlgorithm.sha256, HashAlgorithm.sha384, HashAlgorithm.sha512}) {
            algorithms.add(SignatureAndHashAlgorithm.getInstance(hash, SignatureAlgorithm.ecdsa));
            algorithms.add(SignatureAndHashAlgorithm.getInstance(hash, SignatureAlgorithm.rsa));
        }
        return new CertificateRequest(
                new short[] {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign}, algorithms, null);
    }

    @Override
    public void notifyClientCertificate(@Nullable Certificate certificate) throws IOException {
        if (certificate == null || certificate.isEmpty()) {
            throw new TlsFatalAlert(AlertDescription.bad_certificate);
        }
        byte[] der = certificate.getCertificateAt(0).getEncoded();
        clientCertificate = der;
        DtlsFingerprint fingerprint = expected.get();
        if (fingerprint != null && !fingerprint.matches(der)) {
            wrongCertificate = true;
            throw new TlsFatalAlert(AlertDescription.bad_certificate);
        }
    }

    @Override
    @SuppressWarnings("rawtypes") // Bouncy Castle's signature.
    public void processClientExtensions(Hashtable extensions) throws IOException {
        super.processClientExtensions(extensions);
        UseSRTPData offered = TlsSRTPUtils.getUseSRTPExtension(extensions);
        if (offered != null) {
            profile = choose(offered.getProtectionProfiles());
        }
        if (profile == null) {
            throw new TlsFatalAlert(AlertDescription.handshake_failure);
        }
    }

    private @Nullable SrtpProfile choose(int[] offered) {
        for (SrtpProfile candidate : preference) {
            for (int id : offered) {
                if (id == candidate.id()) {
                    return candidate;
                }
            }
        }
        return null;
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"}) // Bouncy Castle's signature.
    public Hashtable getServerExtensions() throws IOException {
        Hashtable extensions = super.getServerExtensions();
        if (extensions == null) {
            extensions = new Hashtable<>();
        }
        SrtpProfile chosen = profile;
        if (chosen != null) {
            TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(new int[] {chosen.id()}, new byte[0]));
        }
        return extensions;
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        SrtpProfile chosen = profile;
        if (chosen != null) {
            byte[] exported =
                    context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, chosen.keyingMaterialLength());
            keys = SrtpKeys.of(chosen, exported, true);
        }
    }
}
