package org.wenzheng.jobs.recording;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wenzheng.jobs.config.RecordingConfig;
import org.wenzheng.stream.records.RecordingChunks;
import org.wenzheng.stream.records.v1.RecordingChunk;

/**
 * Encrypts chunks and puts them into the store. A key service or store that is away, or a full disk, holds chunks back in
 * saved state and, when that is full, in Kafka; nothing is given up but what somebody deleted.
 */
@SuppressWarnings("NullAway.Init") // Flink calls open before anything else
public final class ChunkWriter extends RichAsyncFunction<ClosedChunk, String> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ChunkWriter.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final RecordingConfig config;
    private transient KeyService keys;
    private transient ChunkStore store;
    private transient SecureRandom random;
    private transient ScheduledExecutorService threads;
    private transient Counter written;
    private transient Counter retried;
    private transient Counter deleted;

    /** @param config where chunks go, and who gives keys */
    public ChunkWriter(RecordingConfig config) {
        this.config = config;
    }

    @Override
    public void open(OpenContext context) {
        keys = new KeyService(config);
        store = ChunkStore.at(config.recordings());
        random = new SecureRandom();
        threads = Executors.newScheduledThreadPool(2, task -> {
            Thread thread = new Thread(task, "recording");
            thread.setDaemon(true);
            return thread;
        });
        var metrics = getRuntimeContext().getMetricGroup();
        written = metrics.counter("chunksWritten");
        retried = metrics.counter("chunksRetried");
        deleted = metrics.counter("chunksOfDeletedCalls");
    }

    @Override
    public void asyncInvoke(ClosedChunk chunk, ResultFuture<String> result) {
        threads.execute(() -> write(chunk, result, FIRST_PAUSE));
    }

    private void write(ClosedChunk chunk, ResultFuture<String> result, Duration pause) {
        ChunkHead head = chunk.head();
        String path = RecordingChunks.path(head.callStartedAtUs(), head.call(), head.track(), head.index());
        try {
            store.put(path, sealed(chunk, keys.of(head.call())));
            written.inc();
            result.complete(List.of(path));
        } catch (KeyException.Deleted e) {
            deleted.inc();
            LOG.warn("Chunk {} is not kept: {}", path, e.getMessage());
            result.complete(List.of());
        } catch (KeyException | IOException e) {
            retried.inc();
            LOG.warn("Chunk {} waits {} ms: {}", path, pause.toMillis(), e.toString());
            Duration next = pause.multipliedBy(2);
            var unused = threads.schedule(
                    () -> write(chunk, result, next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE),
                    pause.toMillis(),
                    TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the job ends; the chunk is in its state
        } catch (RuntimeException e) {
            result.completeExceptionally(e);
        }
    }

    private byte[] sealed(ClosedChunk chunk, RecordingKey key) {
        ChunkHead head = chunk.head();
        OggOpus.Muxed muxed = OggOpus.mux(chunk.packets(), head.firstSequence());
        long startUs = 0;
        for (var packet : chunk.packets()) {
            if (packet.sequence() == head.firstSequence()) {
                startUs = packet.capturedAtUs() - head.callStartedAtUs();
            }
        }
        RecordingChunk clear = RecordingChunk.newBuilder()
                .setCall(head.call())
                .setParticipant(head.participant())
                .setRole(head.role())
                .setTrack(head.track())
                .setIndex(head.index())
                .setFirstSequence(head.firstSequence())
                .setStartMs((int) Math.max(0, startUs / 1000))
                .setDurationMs(muxed.durationMs())
                .setKeyVersion(key.version())
                .build();
        return RecordingChunks.seal(clear, muxed.ogg(), key.key(), random).toByteArray();
    }

    @Override
    public void close() {
        ExecutorService running = threads;
        if (running != null) {
            running.shutdownNow();
        }
    }
}
