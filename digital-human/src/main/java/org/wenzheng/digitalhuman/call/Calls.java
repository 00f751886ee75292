package org.wenzheng.digitalhuman.call;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wenzheng.digitalhuman.dialogue.Finder;
import org.wenzheng.search.contract.knowledge.ServiceItem;

/** The calls of this process: takes them by lease, gives them back when they are over. */
public final class Calls implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Calls.class);
    private static final long RENEW_MS = 300;

    private final Leases leases;
    private final int capacity;
    private final CallAgent.Shared shared;
    private final Finder finder;
    private final Function<String, Optional<ServiceItem>> items;
    /** Looks ahead for all calls; what waits there too long was given up meanwhile. */
    private final ExecutorService ahead = Executors.newSingleThreadExecutor(runnable -> {
        Thread made = new Thread(runnable, "foresight");
        made.setDaemon(true);
        return made;
    });

    private final Map<String, CallAgent> agents = new ConcurrentHashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(runnable -> {
        Thread made = new Thread(runnable, "leases");
        made.setDaemon(true);
        return made;
    });
    private boolean told;
    private volatile boolean reached;
    private volatile long lastCall = System.nanoTime();

    /** @param items what a code stands for now */
    public Calls(
            Leases leases,
            int capacity,
            CallAgent.Shared shared,
            Finder finder,
            Function<String, Optional<ServiceItem>> items) {
        this.leases = leases;
        this.capacity = capacity;
        this.shared = shared;
        this.finder = finder;
        this.items = items;
        thread.scheduleWithFixedDelay(this::renew, 0, RENEW_MS, TimeUnit.MILLISECONDS);
    }

    /** Whether search-api was reached at the last renewal. */
    public boolean reached() {
        return reached;
    }

    /** For how long no call has run, in milliseconds. */
    public long quietMs() {
        return agents.isEmpty() ? TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastCall) : 0;
    }

    private void renew() {
        try {
            List<Leases.Held> held = agents.values().stream()
                    .map(agent -> new Leases.Held(agent.call(), agent.waiting()))
                    .toList();
            Leases.Renewed renewed = leases.renew(capacity, held);
            reached = true;
            told = false;
            renewed.lost().forEach(this::close);
            renewed.given()
                    .forEach(lease -> agents.computeIfAbsent(
                            lease.call(), call -> CallAgent.begin(lease, shared, finder, items, ahead, this::over)));
            renewed.places().forEach((call, place) -> {
                CallAgent agent = agents.get(call);
                if (agent != null) {
                    agent.place(place);
                }
            });
        } catch (IOException e) {
            reached = false;
            if (!told) {
                log.warn("No new calls until search-api answers: {}", e.toString());
                told = true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.error("Calls could not be renewed and are tried again", e);
        }
    }

    /** Called on the agent's thread; closing waits for that thread, so it happens on ours. */
    private void over(CallAgent agent) {
        thread.execute(() -> {
            close(agent.call());
            try {
                leases.release(agent.call());
            } catch (IOException e) {
                log.debug("A lease runs out by itself", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void close(String call) {
        CallAgent agent = agents.remove(call);
        if (agent != null) {
            agent.close();
            lastCall = System.nanoTime();
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        ahead.shutdownNow();
        List.copyOf(agents.keySet()).forEach(this::close);
    }
}
