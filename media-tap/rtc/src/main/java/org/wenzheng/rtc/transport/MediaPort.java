package org.wenzheng.rtc.transport;

import io.netty.channel.EventLoop;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.wenzheng.rtc.dtls.DtlsFingerprint;
import org.wenzheng.rtc.ice.IceCandidate;
import org.wenzheng.rtc.srtp.SrtpProfile;

/** One UDP and one TCP port that all peers share, and the event loops that serve them. */
public interface MediaPort extends AutoCloseable {
    /**
     * Opens a port. The first one of a process takes about a second, in which a handshake is rehearsed.
     *
     * @throws IOException if a socket cannot be bound; the message says which and what to do
     */
    static MediaPort open(MediaPortOptions options) throws IOException {
        return NettyMediaPort.open(options, List.of(SrtpProfile.values()), null);
    }

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
     * @throws PortFullException if there are as many as allowed
     */
    Peer newPeer(EventLoop roomLoop, PeerListener listener);

    /** Packets that were dropped before they could be told to be some peer's, only what happened at all. */
    Map<Drop, Long> dropped();

    /** What it has done since it was opened. */
    PortStats stats();

    /** Closes all peers and both ports and waits until the event loops have ended. Not to be called on one of them. */
    @Override
    void close();
}
