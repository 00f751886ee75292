package org.wenzheng.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.wenzheng.cli.Failure;
import org.wenzheng.cli.portal.Portal;
import org.wenzheng.stream.records.v1.TranscriptSegment;

/** Asks the search for segments, each in a thread of its own, until an answer holds them. */
final class SearchWatch implements AutoCloseable {

    /** Letters of a segment that are searched as a phrase. */
    private static final int PHRASE = 12;

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** Between two questions, ms: so much too late an answer may be noted. Asking without a pause takes a core from the product. */
    private static final long PAUSE_MS = 20;

    private final Portal portal;
    private final ExecutorService askers = Executors.newCachedThreadPool();
    private final Map<String, Long> found = new ConcurrentHashMap<>();

    SearchWatch(Portal portal) {
        this.portal = portal;
    }

    /** Begins to ask. */
    void ask(TranscriptSegment segment) {
        askers.execute(() -> {
            try {
                found.put(segment.getSegment(), firstFound(segment));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Waits for all answers. Segment ids with the unix milliseconds of the first answer that held them, or -1. */
    Map<String, Long> found() throws InterruptedException {
        askers.shutdown();
        askers.awaitTermination(PATIENCE.plusSeconds(15).toSeconds(), TimeUnit.SECONDS);
        return found;
    }

    private long firstFound(TranscriptSegment segment) throws InterruptedException {
        String text = segment.getText().replaceAll("[^\\p{IsHan}]+.*", "");
        if (text.isEmpty()) {
            text = segment.getText();
        }
        String phrase = text.substring(0, Math.min(PHRASE, text.length()));
        Instant deadline = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(deadline)) {
            try {
                if (holds(phrase, segment)) {
                    return System.currentTimeMillis();
                }
            } catch (IOException | Failure away) {
                // A server that does not answer has not shown the words: the time that it takes counts.
            }
            Thread.sleep(PAUSE_MS);
        }
        return -1;
    }

    private boolean holds(String phrase, TranscriptSegment segment) throws IOException, InterruptedException {
        JsonNode answer = portal.get(
                "/api/v1/search",
                List.of(
                        Map.entry("q", phrase),
                        Map.entry("mode", "phrase"),
                        Map.entry("call", segment.getCall()),
                        Map.entry("size", "100")));
        for (JsonNode hit : answer.path("hits")) {
            if (hit.path("segment").asText().equals(segment.getSegment())
                    && hit.path("final").asBoolean()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        askers.shutdownNow();
    }
}
