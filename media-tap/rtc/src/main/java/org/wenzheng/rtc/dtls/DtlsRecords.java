package org.wenzheng.rtc.dtls;

import io.netty.buffer.ByteBuf;

/**
 * Looks at records before Bouncy Castle does. RFC 6347, section 4.1.2.7, has broken records discarded without a word; Bouncy
 * Castle ends the association over one that is too short for its cipher, heeds alerts that nobody signed, and reserves as much
 * memory as a fragment claims to need. Whoever can forge a sender's address could use that.
 */
final class DtlsRecords {
    private static final int HEADER = 13;
    private static final int MESSAGE_HEADER = 12;
    private static final int CHANGE_CIPHER_SPEC = 20;
    private static final int ALERT = 21;
    private static final int HANDSHAKE = 22;
    private static final int APPLICATION_DATA = 23;
    private static final int DTLS_1_0 = 0xFEFF;
    private static final int DTLS_1_2 = 0xFEFD;
    /** Explicit nonce and tag of AES-GCM. */
    private static final int CIPHER_OVERHEAD = 8 + 16;
    /** The longest handshake message that is put together, in bytes: a certificate has about 500. */
    private static final int MAX_MESSAGE = 16 << 10;

    private DtlsRecords() {}

    /**
     * Whether a datagram holds whole records, as they may come now.
     *
     * @param established whether the handshake is done
     */
    static boolean acceptable(ByteBuf datagram, boolean established) {
        int end = datagram.writerIndex();
        int at = datagram.readerIndex();
        while (at < end) {
            if (end - at < HEADER) {
                return false;
            }
            int version = datagram.getUnsignedShort(at + 1);
            int epoch = datagram.getUnsignedShort(at + 3);
            int length = datagram.getUnsignedShort(at + 11);
            int body = at + HEADER;
            if ((version != DTLS_1_0 && version != DTLS_1_2) || length > end - body) {
                return false;
            }
            int type = datagram.getUnsignedByte(at);
            boolean right =
                    switch (epoch) {
                        case 0 -> plain(datagram, type, body, length, established);
                        case 1 -> type >= CHANGE_CIPHER_SPEC && type <= APPLICATION_DATA && length >= CIPHER_OVERHEAD;
                        default -> false;
                    };
            if (!right) {
                return false;
            }
            at = body + length;
        }
        return true;
    }

    private static boolean plain(ByteBuf datagram, int type, int body, int length, boolean established) {
        return switch (type) {
            case CHANGE_CIPHER_SPEC -> length == 1;
            case ALERT -> length == 2 && !established;
            case HANDSHAKE -> messages(datagram, body, length);
            default -> false;
        };
    }

    private static boolean messages(ByteBuf datagram, int body, int length) {
        int at = body;
        int end = body + length;
        while (at < end) {
            if (end - at < MESSAGE_HEADER) {
                return false;
            }
            int total = datagram.getUnsignedMedium(at + 1);
            int offset = datagram.getUnsignedMedium(at + 6);
            int fragment = datagram.getUnsignedMedium(at + 9);
            if (total > MAX_MESSAGE || offset + fragment > total || fragment > end - at - MESSAGE_HEADER) {
                return false;
            }
            at += MESSAGE_HEADER + fragment;
        }
        return length > 0;
    }
}
