package org.wenzheng.rtc.dtls;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.wenzheng.rtc.srtp.SrtpProfile;

/**
 * The threads that handshakes block on, and what all handshakes of a port share. Bouncy Castle waits for the other side inside
 * of a handshake, so each takes a thread while it lasts; there are no more of both than allowed, and none while nobody joins.
 */
public final class DtlsHandshakes implements AutoCloseable {
    private static final int IDLE_SECONDS = 10;

    private final DtlsIdentity identity;
    private final List<SrtpProfile> preference;
    private final int timeoutMillis;
    private final ThreadPoolExecutor threads;

    /**
     * @param preference SRTP profiles, most preferred first
     * @param timeout after which a handshake is given up
     * @param atOnce handshakes at one time; as many again may wait
     */
    public DtlsHandshakes(DtlsIdentity identity, List<SrtpProfile> preference, Duration timeout, int atOnce) {
        this.identity = identity;
        this.preference = List.copyOf(preference);
        timeoutMillis = (int) timeout.toMillis();
        AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                atOnce, atOnce, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(atOnce), work -> {
                    Thread thread = new Thread(work, "dtls-handshake-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** The certificate shown to everybody. */
    public DtlsIdentity identity() {
        return identity;
    }

    List<SrtpProfile> preference() {
        return preference;
    }

    int timeoutMillis() {
        return timeoutMillis;
    }

    /** Runs a handshake on a thread of its own; false if too many are under way. */
    boolean start(Runnable handshake) {
        try {
            threads.execute(handshake);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /** Gives up what is under way. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
