package org.wenzheng.rtc.transport;

import java.net.InetSocketAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A moment's picture of one peer. Counters only grow; those of one picture may be a packet apart.
 *
 * @param remote where packets go; null before the first valid check
 * @param tcp whether the path is an ICE-TCP connection
 * @param srtpProfile the DTLS-SRTP profile in use, as IANA names it; empty before the handshake is done
 * @param rtpIn RTP packets given to the listener
 * @param rtpBytesIn their bytes, decrypted
 * @param rtcpIn RTCP packets given to the listener
 * @param sctpIn SCTP packets given to the listener
 * @param rtpOut RTP packets encrypted and queued
 * @param rtpBytesOut their bytes, before encryption
 * @param rtcpOut RTCP packets encrypted and queued
 * @param sctpOut SCTP packets encrypted and queued
 * @param datagramsOut writes to the socket: a segmented run counts once
 * @param checks valid connectivity checks
 * @param dropped packets dropped by what was wrong with them, only what happened at all
 */
public record PeerStats(
        @Nullable InetSocketAddress remote,
        boolean tcp,
        String srtpProfile,
        long rtpIn,
        long rtpBytesIn,
        long rtcpIn,
        long sctpIn,
        long rtpOut,
        long rtpBytesOut,
        long rtcpOut,
        long sctpOut,
        long datagramsOut,
        long checks,
        Map<Drop, Long> dropped) {}
