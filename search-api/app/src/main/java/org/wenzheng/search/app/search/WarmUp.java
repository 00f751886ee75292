package org.wenzheng.search.app.search;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.wenzheng.search.app.problem.ProblemException;

/**
 * Searches a few times behind the start, so that the first person who does waits for no weights and no cold code, here or
 * in Elasticsearch. What it asks is nobody's question and finds whatever it finds.
 */
@Component
final class WarmUp {

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final int TIMES = 10;
    private static final List<SearchMode> MODES = List.of(SearchMode.FUSED, SearchMode.PHRASE, SearchMode.WORDS);

    private final SegmentSearch search;

    WarmUp(SegmentSearch search) {
        this.search = search;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        Thread thread = new Thread(this::run, "search-warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        SegmentFilter everything = new SegmentFilter(
                List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), null, null);
        long begun = System.nanoTime();
        try {
            for (int i = 0; i < TIMES; i++) {
                for (SearchMode mode : MODES) {
                    search.search(new Inquiry("办理居住证需要什么材料", mode, everything, 1, 20));
                }
            }
            LOG.info(
                    "Search is warm after {} ms",
                    Duration.ofNanos(System.nanoTime() - begun).toMillis());
        } catch (ProblemException away) {
            LOG.info("Search stays cold: {}", away.getMessage());
        }
    }
}
