package org.wenzheng.rtc.transport;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.Map;
import org.wenzheng.rtc.dtls.DtlsFingerprint;
import org.wenzheng.rtc.ice.IceCandidate;

/** One UDP and one TCP port that all peers share, and the event loops that serve them. */
public interface MediaPort extends AutoCloseable {
    /** The candidates of every peer, most preferred first: they lie on this port and never change. */
    List<IceCandidate> candidates();

    /** The fingerprint of our certificate. */
    DtlsFingerprint fingerprint();

    /** The event loops; a room is given one of them for its life. */
    List<EventLoop> eventLoops();

    /**
     * Makes a peer, which is reachable at once.
     *
     * @param roomLoop one of {@link #eventLoops()}, on which all of the peer's room lives
     */
    Peer newPeer(EventLoop roomLoop, PeerListener listener);

    /** Packets that were dropped before they could be told to be some peer's, only what happened at all. */
    Map<Drop, Long> dropped();

    /** Closes all peers and both ports and waits until the event loops have ended. */
    @Override
    void close();
}
