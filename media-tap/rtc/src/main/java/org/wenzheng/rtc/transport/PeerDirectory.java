package org.wenzheng.rtc.transport;

import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.wenzheng.rtc.ice.IceGeneration;

/** Whose a packet is: by the user name fragment of a check, and by the address that a right check came from. For all threads. */
final class PeerDirectory {
    private final Map<Long, RemotePeer> byUfrag = new ConcurrentHashMap<>();
    private final Map<InetSocketAddress, RemotePeer> byAddress = new ConcurrentHashMap<>();
    private final AtomicInteger peers = new AtomicInteger();
    private final EndedPeers ended = new EndedPeers();
    private final int maxPeers;

    PeerDirectory(int maxPeers) {
        this.maxPeers = maxPeers;
    }

    /** Takes a place for a new peer; false if all are taken. */
    boolean admit() {
        if (peers.incrementAndGet() <= maxPeers) {
            return true;
        }
        peers.decrementAndGet();
        return false;
    }

    /** A peer has ended. */
    void dismiss(RemotePeer peer) {
        ended.add(peer.stats());
        peers.decrementAndGet();
    }

    PortStats stats(Map<Drop, Long> ofNobody) {
        return ended.with(new HashSet<>(byUfrag.values()), ofNobody);
    }

    void add(IceGeneration generation, RemotePeer peer) {
        byUfrag.put(generation.ufragKey(), peer);
    }

    void remove(IceGeneration generation) {
        byUfrag.remove(generation.ufragKey());
    }

    void add(InetSocketAddress address, RemotePeer peer) {
        byAddress.put(address, peer);
    }

    /** Removes an address, unless it has become another peer's. */
    void remove(InetSocketAddress address, RemotePeer peer) {
        byAddress.remove(address, peer);
    }

    @Nullable
    RemotePeer byUfrag(long ufragKey) {
        return byUfrag.get(ufragKey);
    }

    @Nullable
    RemotePeer byAddress(InetSocketAddress address) {
        return byAddress.get(address);
    }

    int addresses() {
        return byAddress.size();
    }

    int fragments() {
        return byUfrag.size();
    }
}
