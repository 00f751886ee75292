package org.wenzheng.rtc.srtp;

import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.security.GeneralSecurityException;
import java.util.logging.Level;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;
import org.jitsi.utils.logging2.Logger;
import org.jitsi.utils.logging2.LoggerImpl;
import org.jspecify.annotations.Nullable;

/**
 * SRTP and SRTCP of one peer, both directions: encrypts and decrypts packets where they lie. Never throws; a result below zero
 * says why a packet is no good. For one thread.
 *
 * <p>State is kept a source (SSRC), on the receiving side only once a packet of that source proved to be authentic, so that
 * forged packets cost no memory.
 */
public final class SrtpSession {
    /** Too short, or its header reaches past its end. */
    public static final int MALFORMED = -1;
    /** Not from the holder of the keys. */
    public static final int NOT_AUTHENTIC = -2;
    /** Seen before, or behind the replay window of 64 packets; when sending: sent before. */
    public static final int REPLAYED = -3;
    /** One more source than is kept. */
    public static final int TOO_MANY_SOURCES = -4;
    /** The cipher failed. */
    public static final int CIPHER_FAILED = -5;

    /** Sources that are kept in each direction. A participant that publishes anew takes new ones. */
    static final int MAX_SOURCES = 1024;

    private static final Logger SILENT = new LoggerImpl(SrtpSession.class.getName(), Level.OFF);

    private final SrtpProfile profile;
    private final SrtpContextFactory sending;
    private final SrtpContextFactory receiving;
    private final IntObjectMap<SrtpCryptoContext> rtpOut = new IntObjectHashMap<>();
    private final IntObjectMap<SrtpCryptoContext> rtpIn = new IntObjectHashMap<>();
    private final IntObjectMap<SrtcpCryptoContext> rtcpOut = new IntObjectHashMap<>();
    private final IntObjectMap<SrtcpCryptoContext> rtcpIn = new IntObjectHashMap<>();
    /** For the first packets of sources not known: kept by the first source that authenticates. */
    private @Nullable SrtpCryptoContext rtpCandidate;

    private @Nullable SrtcpCryptoContext rtcpCandidate;
    private final PacketBytes packet = new PacketBytes();

    public SrtpSession(SrtpKeys keys) {
        SrtpCiphers.choose();
        profile = keys.profile();
        sending = new SrtpContextFactory(
                true, keys.sendKey(), keys.sendSalt(), profile.policy(), profile.policy(), SILENT);
        receiving = new SrtpContextFactory(
                false, keys.receiveKey(), keys.receiveSalt(), profile.policy(), profile.policy(), SILENT);
    }

    /** The profile in use. */
    public SrtpProfile profile() {
        return profile;
    }

    /**
     * Encrypts one RTP packet in place. There must be {@link SrtpProfile#MAX_OVERHEAD} bytes of room behind it.
     *
     * @return the new length, or why it failed
     */
    public int protectRtp(byte[] bytes, int offset, int length) {
        packet.at(bytes, offset, length);
        if (!headerFits(length)) {
            return MALFORMED;
        }
        int ssrc = packet.i32(8);
        try {
            SrtpCryptoContext context = rtpOut.get(ssrc);
            if (context == null) {
                if (rtpOut.size() >= MAX_SOURCES) {
                    return TOO_MANY_SOURCES;
                }
                context = sending.deriveContext(ssrc, 0);
                rtpOut.put(ssrc, context);
            }
            int result = resultOf(context.transformPacket(packet));
            // jitsi-srtp reports success when AES-GCM failed and nothing was encrypted: the length tells.
            return result >= 0 && result != length + profile.tagLength() ? CIPHER_FAILED : result;
        } catch (GeneralSecurityException | RuntimeException e) {
            return CIPHER_FAILED;
        }
    }

    /** Encrypts one compound RTCP packet in place; otherwise as {@link #protectRtp}. */
    public int protectRtcp(byte[] bytes, int offset, int length) {
        if (length < 8) {
            return MALFORMED;
        }
        packet.at(bytes, offset, length);
        int ssrc = packet.i32(4);
        try {
            SrtcpCryptoContext context = rtcpOut.get(ssrc);
            if (context == null) {
                if (rtcpOut.size() >= MAX_SOURCES) {
                    return TOO_MANY_SOURCES;
                }
                context = sending.deriveControlContext(ssrc);
                rtcpOut.put(ssrc, context);
            }
            int result = resultOf(context.transformPacket(packet));
            return result >= 0 && result != length + 4 + profile.tagLength() ? CIPHER_FAILED : result;
        } catch (GeneralSecurityException | RuntimeException e) {
            return CIPHER_FAILED;
        }
    }

    /**
     * Authenticates and decrypts one SRTP packet in place.
     *
     * @return the length of the RTP packet, which begins where it began, or why it failed
     */
    public int unprotectRtp(byte[] bytes, int offset, int length) {
        packet.at(bytes, offset, length);
        if (!headerFits(length)) {
            return MALFORMED;
        }
        int ssrc = packet.i32(8);
        try {
            SrtpCryptoContext known = rtpIn.get(ssrc);
            if (known != null) {
                return resultOf(known.reverseTransformPacket(packet, false));
            }
            if (rtpIn.size() >= MAX_SOURCES) {
                return TOO_MANY_SOURCES;
            }
            SrtpCryptoContext candidate = rtpCandidate;
            if (candidate == null) {
                candidate = receiving.deriveContext(ssrc, 0);
                rtpCandidate = candidate;
            }
            int result = resultOf(candidate.reverseTransformPacket(packet, false));
            if (result >= 0) {
                rtpIn.put(ssrc, candidate);
                rtpCandidate = null;
            }
            return result;
        } catch (GeneralSecurityException | RuntimeException e) {
            return NOT_AUTHENTIC;
        }
    }

    /** Authenticates and decrypts one SRTCP packet in place; otherwise as {@link #unprotectRtp}. */
    public int unprotectRtcp(byte[] bytes, int offset, int length) {
        if (length < 8) {
            return MALFORMED;
        }
        packet.at(bytes, offset, length);
        int ssrc = packet.i32(4);
        try {
            SrtcpCryptoContext known = rtcpIn.get(ssrc);
            if (known != null) {
                return resultOf(known.reverseTransformPacket(packet));
            }
            if (rtcpIn.size() >= MAX_SOURCES) {
                return TOO_MANY_SOURCES;
            }
            SrtcpCryptoContext candidate = rtcpCandidate;
            if (candidate == null) {
                candidate = receiving.deriveControlContext(ssrc);
                rtcpCandidate = candidate;
            }
            int result = resultOf(candidate.reverseTransformPacket(packet));
            if (result >= 0) {
                rtcpIn.put(ssrc, candidate);
                rtcpCandidate = null;
            }
            return result;
        } catch (GeneralSecurityException | RuntimeException e) {
            return NOT_AUTHENTIC;
        }
    }

    /** Wipes the master keys. */
    public void close() {
        sending.close();
        receiving.close();
    }

    private int resultOf(SrtpErrorStatus status) {
        return switch (status) {
            case OK -> packet.getLength();
            case AUTH_FAIL -> NOT_AUTHENTIC;
            case REPLAY_FAIL, REPLAY_OLD -> REPLAYED;
            case INVALID_PACKET -> MALFORMED;
            case FAIL -> CIPHER_FAILED;
        };
    }

    /** Whether version, sources and extension (RFC 3550, sections 5.1 and 5.3.1) lie inside of the packet. */
    private boolean headerFits(int length) {
        if (length < 12 || (packet.u8(0) >>> 6) != 2) {
            return false;
        }
        int end = 12 + 4 * (packet.u8(0) & 0x0F);
        if ((packet.u8(0) & 0x10) != 0) {
            if (end + 4 > length) {
                return false;
            }
            end += 4 + 4 * ((packet.u8(end + 2) << 8) | packet.u8(end + 3));
        }
        return end <= length;
    }
}
