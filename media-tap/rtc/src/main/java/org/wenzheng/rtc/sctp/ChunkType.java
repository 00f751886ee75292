package org.wenzheng.rtc.sctp;

/** Chunk types, flags and parameters (RFC 9260 3.2, RFC 3758 3, RFC 6525 3 and 4). */
final class ChunkType {

    static final int DATA = 0;
    static final int INIT = 1;
    static final int INIT_ACK = 2;
    static final int SACK = 3;
    static final int HEARTBEAT = 4;
    static final int HEARTBEAT_ACK = 5;
    static final int ABORT = 6;
    static final int SHUTDOWN = 7;
    static final int SHUTDOWN_ACK = 8;
    static final int ERROR = 9;
    static final int COOKIE_ECHO = 10;
    static final int COOKIE_ACK = 11;
    static final int SHUTDOWN_COMPLETE = 14;
    static final int RE_CONFIG = 130;
    static final int FORWARD_TSN = 192;

    /** Flags of DATA. */
    static final int END = 0x01;

    static final int BEGIN = 0x02;
    static final int UNORDERED = 0x04;
    static final int IMMEDIATE = 0x08;

    /** Octets of a DATA chunk before its payload. */
    static final int DATA_HEADER = 16;

    static final int COMMON_HEADER = 12;

    static final int HEARTBEAT_INFO = 1;
    static final int STATE_COOKIE = 7;
    static final int SUPPORTED_EXTENSIONS = 0x8008;
    static final int FORWARD_TSN_SUPPORTED = 0xC000;

    private ChunkType() {}

    /** A length with the padding that makes it a multiple of four. */
    static int padded(int length) {
        return length + 3 & ~3;
    }
}
