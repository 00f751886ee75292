package org.wenzheng.rtc.dtls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/**
 * A key on P-256 and a certificate that it signed itself, made anew at each start: who trusts it does so by the fingerprint that
 * signalling carries, not by a chain.
 */
public final class DtlsIdentity {
    private static final String SUBJECT = "CN=wenzheng";
    private static final int VALID_DAYS = 365;

    private final BcTlsCrypto crypto;
    private final AsymmetricKeyParameter privateKey;
    private final Certificate certificate;
    private final DtlsFingerprint fingerprint;

    private DtlsIdentity(BcTlsCrypto crypto, AsymmetricKeyParameter privateKey, byte[] der) {
        this.crypto = crypto;
        this.privateKey = privateKey;
        try {
            certificate = new Certificate(new TlsCertificate[] {crypto.createCertificate(der)});
        } catch (IOException e) {
            throw new IllegalStateException("A certificate just made cannot be read", e);
        }
        fingerprint = DtlsFingerprint.of("sha-256", der);
    }

    /** Makes one. */
    public static DtlsIdentity generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            KeyPair pair = generator.generateKeyPair();
            return new DtlsIdentity(
                    new BcTlsCrypto(random),
                    PrivateKeyFactory.createKey(pair.getPrivate().getEncoded()),
                    selfSigned(pair, random));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("No ECDSA key on P-256 can be made on this Java platform", e);
        }
    }

    private static byte[] selfSigned(KeyPair pair, SecureRandom random) throws GeneralSecurityException, IOException {
        AlgorithmIdentifier algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
        X500Name name = new X500Name(SUBJECT);
        Instant now = Instant.now();
        V3TBSCertificateGenerator generator = new V3TBSCertificateGenerator();
        generator.setSerialNumber(new ASN1Integer(new BigInteger(63, random)));
        generator.setIssuer(name);
        generator.setSubject(name);
        generator.setSignature(algorithm);
        // Clocks of clients differ.
        generator.setStartDate(new Time(Date.from(now.minus(1, ChronoUnit.DAYS))));
        generator.setEndDate(new Time(Date.from(now.plus(VALID_DAYS, ChronoUnit.DAYS))));
        generator.setSubjectPublicKeyInfo(
                SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
        TBSCertificate toBeSigned = generator.generateTBSCertificate();
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate(), random);
        signature.update(toBeSigned.getEncoded("DER"));
        return new DERSequence(new ASN1Encodable[] {toBeSigned, algorithm, new DERBitString(signature.sign())})
                .getEncoded("DER");
    }

    /** What signalling has to tell the other side. */
    public DtlsFingerprint fingerprint() {
        return fingerprint;
    }

    BcTlsCrypto crypto() {
        return crypto;
    }

    AsymmetricKeyParameter privateKey() {
        return privateKey;
    }

    Certificate certificate() {
        return certificate;
    }
}
