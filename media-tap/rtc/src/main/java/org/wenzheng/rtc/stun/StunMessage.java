package org.wenzheng.rtc.stun;

import io.netty.buffer.ByteBuf;
import java.util.zip.CRC32;

/**
 * One STUN message, read in place: a view that is filled again for each datagram and makes no garbage. For one thread.
 *
 * <p>Only what RFC 8445, section 7, demands of connectivity checks is let through: the magic cookie, whole attributes, and a
 * right FINGERPRINT at the end. Whether the sender may ask at all is for {@link #verify} to say.
 */
public final class StunMessage {
    /** Method and class of a Binding request. */
    public static final int BINDING_REQUEST = 0x0001;
    /** Method and class of a Binding indication, which needs no answer. */
    public static final int BINDING_INDICATION = 0x0011;

    static final int BINDING_SUCCESS = 0x0101;
    static final int BINDING_ERROR = 0x0111;
    static final int MAGIC_COOKIE = 0x2112A442;
    static final int HEADER = 20;
    /** The longest message that is looked at, in bytes; checks of known agents have about 100. */
    static final int MAX_LENGTH = 1280;

    private static final int NONE = -1;

    private final byte[] bytes = new byte[MAX_LENGTH];
    private final CRC32 crc = new CRC32();
    private int type;
    private int usernameAt;
    private int usernameLength;
    private int integrityAt;
    private int unknownAttribute;
    private long priority;
    private boolean useCandidate;
    private boolean controlled;

    /** Whether a datagram is STUN rather than DTLS or RTP (RFC 7983): by its first byte, the cookie and a possible length. */
    public static boolean isStun(ByteBuf datagram) {
        int length = datagram.readableBytes();
        int start = datagram.readerIndex();
        return length >= HEADER
                && (datagram.getByte(start) & 0xFC) == 0
                && datagram.getInt(start + 4) == MAGIC_COOKIE
                && datagram.getUnsignedShort(start + 2) == length - HEADER
                && (length & 3) == 0;
    }

    /**
     * Reads a datagram, whose indices stay as they are.
     *
     * @return false if it is no well-formed STUN message with a right FINGERPRINT; then nothing else here means anything
     */
    public boolean parse(ByteBuf datagram) {
        int length = datagram.readableBytes();
        if (length > MAX_LENGTH || !isStun(datagram)) {
            return false;
        }
        datagram.getBytes(datagram.readerIndex(), bytes, 0, length);
        type = u16(0);
        usernameAt = NONE;
        usernameLength = 0;
        integrityAt = NONE;
        unknownAttribute = NONE;
        priority = 0;
        useCandidate = false;
        controlled = false;
        return parseAttributes(length);
    }

    private boolean parseAttributes(int length) {
        for (int at = HEADER; at + 4 <= length; ) {
            int attribute = u16(at);
            int size = u16(at + 2);
            int value = at + 4;
            if (size > length - value) {
                return false;
            }
            if (attribute == StunAttribute.FINGERPRINT) {
                return size == 4 && value + 4 == length && fingerprintMatches(at);
            }
            // What follows the integrity code is not covered by it and has to be ignored (RFC 8489, section 14.5).
            if (integrityAt == NONE && !read(attribute, value, size)) {
                return false;
            }
            at = value + ((size + 3) & ~3);
        }
        return false;
    }

    private boolean read(int attribute, int value, int size) {
        switch (attribute) {
            case StunAttribute.USERNAME -> {
                usernameAt = value;
                usernameLength = size;
            }
            case StunAttribute.MESSAGE_INTEGRITY -> {
                integrityAt = value - 4;
                return size == MessageIntegrity.LENGTH;
            }
            case StunAttribute.PRIORITY -> {
                priority = size == 4 ? i32(value) & 0xFFFFFFFFL : 0;
                return size == 4;
            }
            case StunAttribute.USE_CANDIDATE -> useCandidate = true;
            case StunAttribute.ICE_CONTROLLED -> controlled = true;
            case StunAttribute.MESSAGE_INTEGRITY_SHA256 -> {}
            default -> {
                if (unknownAttribute == NONE && StunAttribute.comprehensionRequired(attribute)) {
                    unknownAttribute = attribute;
                }
            }
        }
        return true;
    }

    private boolean fingerprintMatches(int at) {
        crc.reset();
        crc.update(bytes, 0, at);
        return ((int) crc.getValue() ^ StunAttribute.FINGERPRINT_MASK) == i32(at + 4);
    }

    /** Method and class, as {@link #BINDING_REQUEST}. */
    public int type() {
        return type;
    }

    /** Length of USERNAME in bytes; 0 without one. */
    public int usernameLength() {
        return usernameLength;
    }

    /** One byte of USERNAME, {@code index} from 0 to {@link #usernameLength()} exclusive. */
    public byte usernameByte(int index) {
        return bytes[usernameAt + index];
    }

    /** The PRIORITY that a peer-reflexive candidate would have; 0 without one. */
    public long priority() {
        return priority;
    }

    /** Whether the controlling agent nominates the pair that this request came over (RFC 8445, section 7.2.2). */
    public boolean useCandidate() {
        return useCandidate;
    }

    /** Whether the sender believes itself controlled: a conflict for an agent that can never control. */
    public boolean iceControlled() {
        return controlled;
    }

    /** The first attribute that has to be understood and is not; -1 without one. */
    public int unknownAttribute() {
        return unknownAttribute;
    }

    /** Whether the message carries a right MESSAGE-INTEGRITY of that key. */
    public boolean verify(MessageIntegrity key) {
        if (integrityAt == NONE) {
            return false;
        }
        // While it is computed, the header's length ends with the integrity attribute (RFC 8489, section 14.5).
        int sent = u16(2);
        putLength(integrityAt + 4 + MessageIntegrity.LENGTH - HEADER);
        boolean matches = key.matches(bytes, integrityAt, integrityAt + 4);
        putLength(sent);
        return matches;
    }

    /** Copies cookie and transaction id, 16 bytes, which are also the mask of XOR-MAPPED-ADDRESS. */
    void copyTransaction(byte[] to, int at) {
        System.arraycopy(bytes, 4, to, at, 16);
    }

    private void putLength(int length) {
        bytes[2] = (byte) (length >> 8);
        bytes[3] = (byte) length;
    }

    private int u16(int at) {
        return ((bytes[at] & 0xFF) << 8) | (bytes[at + 1] & 0xFF);
    }

    private int i32(int at) {
        return (u16(at) << 16) | u16(at + 2);
    }
}
