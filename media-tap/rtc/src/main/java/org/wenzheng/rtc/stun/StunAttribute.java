package org.wenzheng.rtc.stun;

/** Attribute types and values of RFC 8489, section 18.3, and RFC 8445, section 16.1, that Binding requests and answers carry. */
final class StunAttribute {
    static final int USERNAME = 0x0006;
    static final int MESSAGE_INTEGRITY = 0x0008;
    static final int ERROR_CODE = 0x0009;
    static final int UNKNOWN_ATTRIBUTES = 0x000A;
    static final int XOR_MAPPED_ADDRESS = 0x0020;
    static final int PRIORITY = 0x0024;
    static final int USE_CANDIDATE = 0x0025;
    static final int MESSAGE_INTEGRITY_SHA256 = 0x001C;
    static final int FINGERPRINT = 0x8028;
    static final int ICE_CONTROLLED = 0x8029;
    static final int ICE_CONTROLLING = 0x802A;

    /** What the CRC-32 of a message is combined with (section 14.7): "STUN" in ASCII. */
    static final int FINGERPRINT_MASK = 0x5354554E;

    private StunAttribute() {}

    /** Whether an agent that does not know the type has to refuse the message (section 14). */
    static boolean comprehensionRequired(int type) {
        return type < 0x8000;
    }
}
