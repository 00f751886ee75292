package org.wenzheng.search.app.dispatch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.wenzheng.search.app.frontdesk.FrontDesk;
import org.wenzheng.search.app.frontdesk.LiveCall;

/**
 * Gives calls to digital humans by lease. A worker that does not renew within {@link #LEASE} has lost its calls, and the next
 * that asks gets them. Leases are held in memory: after a restart workers bring theirs along, before anything is given anew.
 */
@Service
class Dispatch {

    static final Duration LEASE = Duration.ofSeconds(5);
    /** A call that nobody met for so long is not met any more. */
    private static final Duration FRESH = Duration.ofMinutes(10);

    /** What a worker has. @param waiting the citizen waits for a person since, or null */
    record Held(String call, @Nullable Waiting waiting) {}

    /** A call with somebody in the queue. @param place from 1 */
    record Queued(String call, Waiting waiting, int place) {}

    /**
     * What a worker may do.
     *
     * @param given calls to join
     * @param lost calls to leave: they ended, or another worker has them
     * @param places places in the queue of those of its calls that wait
     */
    record Leases(List<FrontDesk.Admission> given, List<String> lost, Map<String, Integer> places) {}

    private record Lease(String worker, Instant until, @Nullable Waiting waiting) {}

    private final FrontDesk desk;
    private final Clock clock;
    private final Instant started;
    /** Guarded by this. */
    private final Map<String, Lease> leases = new LinkedHashMap<>();
    /** Calls that a digital human left for good. Guarded by this. */
    private final Set<String> done = new HashSet<>();

    Dispatch(FrontDesk desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
        this.started = clock.instant();
    }

    /** Renews what a worker has and gives it more, up to its capacity. */
    synchronized Leases renew(String worker, int capacity, List<Held> held) {
        Instant now = clock.instant();
        List<String> lost = new ArrayList<>();
        int kept = 0;
        for (Held one : held) {
            Lease lease = leases.get(one.call());
            boolean anothers = lease != null
                    && !lease.worker().equals(worker)
                    && lease.until().isAfter(now);
            if (anothers || desk.find(one.call()).filter(LiveCall::open).isEmpty()) {
                lost.add(one.call());
            } else {
                leases.put(one.call(), new Lease(worker, now.plus(LEASE), one.waiting()));
                kept++;
            }
        }
        List<FrontDesk.Admission> given = new ArrayList<>();
        if (now.isAfter(started.plus(LEASE))) {
            for (LiveCall call : desk.waitingForAnswer(now.minus(FRESH))) {
                Lease lease = leases.get(call.call());
                boolean free = lease == null || !lease.until().isAfter(now);
                if (kept + given.size() < capacity && free && !done.contains(call.call())) {
                    leases.put(call.call(), new Lease(worker, now.plus(LEASE), lease == null ? null : lease.waiting()));
                    given.add(desk.serve(call));
                }
            }
        }
        Map<String, Integer> places = new LinkedHashMap<>();
        queue().stream()
                .filter(queued -> held.stream().anyMatch(one -> one.call().equals(queued.call())))
                .forEach(queued -> places.put(queued.call(), queued.place()));
        return new Leases(given, lost, places);
    }

    /** A worker leaves a call for good: a person took over, or nobody is there. */
    synchronized void release(String worker, String call) {
        Lease lease = leases.get(call);
        if (lease != null && lease.worker().equals(worker)) {
            leases.remove(call);
            done.add(call);
        }
    }

    /** Who waits for a person: urgent ones first, then by time. */
    synchronized List<Queued> queue() {
        Instant now = clock.instant();
        leases.entrySet().removeIf(entry -> entry.getValue().until().isBefore(now.minus(FRESH)));
        List<Queued> queue = new ArrayList<>();
        leases.entrySet().stream()
                .filter(entry -> entry.getValue().waiting() != null)
                .sorted(Comparator.comparing((Map.Entry<String, Lease> entry) ->
                                !waiting(entry).urgent())
                        .thenComparing(entry -> waiting(entry).since()))
                .forEach(entry -> queue.add(new Queued(entry.getKey(), waiting(entry), queue.size() + 1)));
        return queue;
    }

    private static Waiting waiting(Map.Entry<String, Lease> entry) {
        return Optional.ofNullable(entry.getValue().waiting()).orElseThrow();
    }
}
