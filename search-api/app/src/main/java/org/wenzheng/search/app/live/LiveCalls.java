package org.wenzheng.search.app.live;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.http.HttpStatus;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.wenzheng.search.app.calls.CallIndex;
import org.wenzheng.search.app.problem.Problem;
import org.wenzheng.search.app.problem.ProblemException;

/** Watches calls for browsers: looks at Elasticsearch every 300 ms while anybody watches, and not at all else. */
@Service
class LiveCalls {

    private static final int SENDERS = 4;
    /** After Elasticsearch failed to answer. */
    private static final int PAUSE_SECONDS = 3;

    private final LiveSegments segments;
    private final CallIndex calls;
    private final LiveSettings settings;
    private final Clock clock;
    private final ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
    private final Map<String, CallFeed> feeds = new ConcurrentHashMap<>();
    private final AtomicInteger watchers = new AtomicInteger();
    // Both are used by the polling thread alone.
    private Instant pausedUntil = Instant.MIN;
    private Instant nextPing = Instant.MIN;

    LiveCalls(LiveSegments segments, CallIndex calls, LiveSettings settings, Clock clock) {
        this.segments = segments;
        this.calls = calls;
        this.settings = settings;
        this.clock = clock;
    }

    /** @throws ProblemException 404 without such a call, 503 when too many watch */
    SseEmitter watch(String id) {
        String call = calls.require(id).call();
        if (watchers.incrementAndGet() > settings.most()) {
            watchers.decrementAndGet();
            throw ProblemException.later(
                    new Problem(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "too-many-watchers",
                            "Too many calls are watched",
                            "Close other pages that follow a call."),
                    settings.ping(),
                    null);
        }
        // The server's own timeout ends it; a browser then connects again.
        SseEmitter emitter = new SseEmitter();
        Watcher watcher = new Watcher(emitter, senders);
        emitter.onCompletion(() -> {
            watcher.leave();
            watchers.decrementAndGet();
        });
        try {
            feeds.compute(call, (key, feed) -> {
                CallFeed joined = feed == null ? new CallFeed(call, segments, calls) : feed;
                joined.add(watcher);
                return joined;
            });
        } catch (ProblemException e) {
            // Nobody will tell that this stream ended: it never began.
            watchers.decrementAndGet();
            throw e;
        }
        return emitter;
    }

    @Scheduled(fixedDelay = 300)
    void poll() {
        Instant now = clock.instant();
        if (feeds.isEmpty() || now.isBefore(pausedUntil)) {
            return;
        }
        try {
            for (String call : feeds.keySet()) {
                feeds.computeIfPresent(call, (key, feed) -> feed.poll() ? feed : null);
            }
        } catch (ProblemException e) {
            pausedUntil = now.plusSeconds(PAUSE_SECONDS);
        }
        if (!now.isBefore(nextPing)) {
            feeds.values().forEach(CallFeed::ping);
            nextPing = now.plus(settings.ping());
        }
    }

    @PreDestroy
    void close() {
        senders.shutdownNow();
    }
}
