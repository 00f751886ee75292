package org.wenzheng.rtc.transport;

import java.util.Map;

/**
 * What a port has done since it was opened, ended peers included. Counters only grow; those of one picture may be some packets
 * apart.
 *
 * @param peers now
 * @param rtpIn RTP packets given to listeners
 * @param rtpBytesIn their bytes, decrypted
 * @param rtpOut RTP packets encrypted and queued
 * @param rtpBytesOut their bytes, before encryption
 * @param writes to sockets: a segmented run counts once
 * @param dropped packets dropped by what was wrong with them, those of no peer included
 */
public record PortStats(
        int peers, long rtpIn, long rtpBytesIn, long rtpOut, long rtpBytesOut, long writes, Map<Drop, Long> dropped) {}
