package org.wenzheng.rtc.transport;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/** Adds up what peers have counted, those that have ended too. For all threads. */
final class EndedPeers {

    private PortStats sum = new PortStats(0, 0, 0, 0, 0, 0, Map.of());

    synchronized void add(PeerStats peer) {
        sum = plus(sum, peer);
    }

    /** With those that live, and what was dropped before it could be told whose it was. */
    synchronized PortStats with(Collection<RemotePeer> living, Map<Drop, Long> ofNobody) {
        PortStats all = sum;
        for (RemotePeer peer : living) {
            all = plus(all, peer.stats());
        }
        return new PortStats(
                living.size(),
                all.rtpIn(),
                all.rtpBytesIn(),
                all.rtpOut(),
                all.rtpBytesOut(),
                all.writes(),
                plus(all.dropped(), ofNobody));
    }

    private static PortStats plus(PortStats sum, PeerStats peer) {
        return new PortStats(
                sum.peers(),
                sum.rtpIn() + peer.rtpIn(),
                sum.rtpBytesIn() + peer.rtpBytesIn(),
                sum.rtpOut() + peer.rtpOut(),
                sum.rtpBytesOut() + peer.rtpBytesOut(),
                sum.writes() + peer.datagramsOut(),
                plus(sum.dropped(), peer.dropped()));
    }

    private static Map<Drop, Long> plus(Map<Drop, Long> one, Map<Drop, Long> other) {
        Map<Drop, Long> both = new EnumMap<>(Drop.class);
        both.putAll(one);
        other.forEach((drop, count) -> both.merge(drop, count, Long::sum));
        return both;
    }
}
