package org.wenzheng.rtc.datachannel;

/**
 * How hard a channel tries to deliver (RFC 8832 5.1).
 *
 * @param ordered whether messages keep their order
 * @param maxRetransmits how often a message is sent again at most, or -1 without limit
 * @param maxLifetimeMillis how long it is tried at most, or -1 without limit; not both limits at once
 */
public record Reliability(boolean ordered, int maxRetransmits, int maxLifetimeMillis) {

    /** Everything arrives, in order. */
    public static final Reliability RELIABLE = new Reliability(true, -1, -1);

    /** What is lost is lost, and nothing waits for it. */
    public static final Reliability LOSSY = new Reliability(false, 0, -1);

    private static final int UNORDERED = 0x80;
    private static final int RETRANSMITS = 1;
    private static final int LIFETIME = 2;

    public Reliability {
        if (maxRetransmits >= 0 && maxLifetimeMillis >= 0) {
            throw new IllegalArgumentException("A channel limits retransmissions or lifetime, not both");
        }
    }

    int channelType() {
        int limit = 0;
        if (maxRetransmits >= 0) {
            limit = RETRANSMITS;
        } else if (maxLifetimeMillis >= 0) {
            limit = LIFETIME;
        }
        return limit | (ordered ? 0 : UNORDERED);
    }

    int parameter() {
        return Math.max(0, Math.max(maxRetransmits, maxLifetimeMillis));
    }

    /** Of a channel type and parameter; types that RFC 8832 does not know are taken as reliable. */
    static Reliability of(int channelType, int parameter) {
        boolean ordered = (channelType & UNORDERED) == 0;
        int limit = parameter < 0 ? Integer.MAX_VALUE : parameter; // 32 bits unsigned on the wire
        return switch (channelType & ~UNORDERED) {
            case RETRANSMITS -> new Reliability(ordered, limit, -1);
            case LIFETIME -> new Reliability(ordered, -1, limit);
            default -> new Reliability(ordered, -1, -1);
        };
    }
}
