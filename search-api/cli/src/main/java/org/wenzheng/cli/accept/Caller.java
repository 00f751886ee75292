package org.wenzheng.cli.accept;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.wenzheng.cli.Failure;

/** A citizen in a real browser; closing hangs up the hard way. */
final class Caller implements AutoCloseable {

    private final Process process;
    private final Map<String, JsonNode> events = new ConcurrentHashMap<>(); // the last of each kind

    private volatile boolean closed;

    private Caller(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "caller");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Calls.
     *
     * @param consents with commas between, or none
     * @param withdrawAfter seconds, if all consents are to be withdrawn
     */
    static Caller call(Product product, Path voice, String consents, int seconds, Optional<Integer> withdrawAfter)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "node",
                "test/call/caller.mjs",
                product.deployment().address().toString(),
                voice.toString(),
                consents,
                Integer.toString(seconds)));
        withdrawAfter.ifPresent(after -> command.add(Integer.toString(after)));
        return start(product, command, Map.of());
    }

    /**
     * Consults the digital human as a plan says.
     *
     * @param plan as {@code consultation.mjs} reads it
     * @param secrets for its environment
     */
    static Caller consult(Product product, Path plan, Map<String, String> secrets) throws IOException {
        return start(
                product,
                List.of(
                        "node",
                        "test/call/consultation.mjs",
                        product.deployment().address().toString(),
                        plan.toString()),
                secrets);
    }

    private static Caller start(Product product, List<String> command, Map<String, String> secrets) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(product.home().root().resolve("search-api/web").toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(secrets);
        return new Caller(builder.start());
    }

    /** Waits for an event. */
    JsonNode await(String event, Duration patience) throws InterruptedException {
        Instant deadline = Instant.now().plus(patience);
        while (Instant.now().isBefore(deadline)) {
            JsonNode seen = events.get(event);
            if (seen != null) {
                return seen;
            }
            if (!process.isAlive() && !events.containsKey(event)) {
                Thread.sleep(200); // its last lines
                if (!events.containsKey(event)) {
                    break;
                }
            }
            Thread.sleep(20);
        }
        JsonNode failed = events.get("failed");
        throw Failure.failed("The caller's browser did not get to \"" + event + "\""
                + (failed == null
                        ? "; its words stand above."
                        : ": " + failed.path("why").asText()));
    }

    /** How many captions the page has shown. */
    int captions() {
        JsonNode seen = events.get("captions");
        return seen == null ? 0 : seen.path("count").asInt();
    }

    @Override
    public void close() {
        closed = true;
        process.destroy();
        try {
            process.waitFor(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        ObjectMapper json = new ObjectMapper();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode event = json.readTree(line);
                events.put(event.path("event").asText(), event);
            }
        } catch (IOException e) {
            if (!closed) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
