package org.wenzheng.rtc.ice;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * A host candidate that we offer (RFC 8445, section 5.1; RFC 6544 for TCP).
 *
 * @param transport over what it is reached
 * @param address what the other side sends to
 * @param priority higher is preferred
 */
public record IceCandidate(Transport transport, InetSocketAddress address, long priority) {
    /** Over what a candidate is reached. */
    public enum Transport {
        UDP,
        /** We listen and the other side connects: {@code tcptype passive}. */
        TCP
    }

    /**
     * A candidate with the priority of RFC 8445, section 5.1.2.1: UDP before TCP, and lower {@code order} first.
     *
     * @param order place among our addresses, from 0 to 8000
     */
    public static IceCandidate host(Transport transport, InetSocketAddress address, int order) {
        int typePreference = transport == Transport.UDP ? 126 : 90;
        // RFC 6544, section 4.2: direction preference 2 for passive host candidates stands in the upper three bits.
        int localPreference = transport == Transport.UDP ? 65535 - order : (2 << 13) + 8191 - order;
        return new IceCandidate(
                transport, address, ((long) typePreference << 24) + ((long) localPreference << 8) + 255);
    }

    /** The candidate-attribute of RFC 8839, section 5.1, without {@code a=}, for component 1 (RTP and RTCP share one). */
    public String toSdp() {
        InetAddress ip = address.getAddress();
        // Same type, base and protocol: same foundation. The host part is known by its text.
        String foundation = Integer.toUnsignedString((ip.hashCode() * 2) + (transport == Transport.UDP ? 0 : 1));
        String text = ip.getHostAddress();
        int scope = text.indexOf('%');
        String line = "candidate:" + foundation + " 1 " + (transport == Transport.UDP ? "udp" : "tcp") + " " + priority
                + " " + (scope < 0 ? text : text.substring(0, scope)) + " " + address.getPort() + " typ host";
        return transport == Transport.UDP ? line : line + " tcptype passive";
    }
}
