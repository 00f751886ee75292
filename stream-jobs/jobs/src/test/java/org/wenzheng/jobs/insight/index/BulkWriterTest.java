package org.wenzheng.jobs.insight.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;
import org.wenzheng.jobs.insight.index.SearchCluster.Outcome;
import org.wenzheng.jobs.kafka.DeadLetter;
import org.wenzheng.jobs.kafka.DeadLetterOutbox;

class BulkWriterTest {

    private static final SinkWriter.Context CONTEXT = new SinkWriter.Context() {
        @Override
        public long currentWatermark() {
            return 0;
        }

        @Override
        @SuppressWarnings("NullAway") // Flink's own contract
        public Long timestamp() {
            return null;
        }
    };

    private final FakeCluster cluster = new FakeCluster();
    private final List<DeadLetter> letters = new ArrayList<>();
    private final WriteCounters counters = new WriteCounters(new UnregisteredMetricsGroup());
    private boolean lettersFail;
    private ManualTask task = new ManualTask();
    private BulkWriter writer = writer(List.of());

    @Test
    void documentsAreWrittenWithinAMomentAndTogether() throws Exception {
        for (int i = 0; i < 10; i++) {
            write("s" + i, 1);
        }
        assertThat(cluster.bulks).isEmpty();
        task.pass(BulkWriter.GATHER_MS);
        assertThat(cluster.bulks).containsExactly(10);
        assertThat(cluster.documents).hasSize(10);
        assertThat(counters.of(Outcome.WRITTEN)).isEqualTo(10);
    }

    @Test
    void ofADocumentOnlyTheNewestVersionIsSent() throws Exception {
        write("s", 1);
        write("s", 3);
        write("s", 2);
        task.pass(100);
        assertThat(cluster.bulks).containsExactly(1);
        assertThat(version("s")).isEqualTo(3);
    }

    @Test
    void anOlderVersionThanWhatIsThereIsNoFault() throws Exception {
        write("s", 5);
        task.pass(100);
        write("s", 4);
        task.pass(100);
        assertThat(version("s")).isEqualTo(5);
        assertThat(writer.waiting()).isZero();
        assertThat(letters).isEmpty();
    }

    @Test
    void nothingIsMissingAfterTheEngineWasAway() throws Exception {
        cluster.away = true;
        for (int i = 0; i < 300; i++) {
            write("s" + i, 1);
            task.pass(200); // a minute in all
        }
        write("s0", 2);
        assertThat(cluster.documents).isEmpty();
        assertThat(writer.waiting()).isEqualTo(300);
        cluster.away = false;
        task.pass(BulkWriter.LONGEST_PAUSE_MS + 1000);
        assertThat(cluster.documents).hasSize(300);
        assertThat(version("s0")).isEqualTo(2);
        assertThat(writer.waiting()).isZero();
    }

    @Test
    void asLongAsTheEngineIsAwayItIsAskedSeldom() throws Exception {
        cluster.away = true;
        write("s", 1);
        task.pass(60_000);
        assertThat(cluster.bulks.size()).isBetween(20, 40);
    }

    @Test
    void whatIsRefusedForNowIsTriedAgainAndTheRestGoesOn() throws Exception {
        cluster.overloaded.add("slow");
        write("slow", 1);
        write("quick", 1);
        task.pass(1000);
        assertThat(cluster.documents).hasSize(1);
        cluster.overloaded.clear();
        task.pass(BulkWriter.LONGEST_PAUSE_MS);
        assertThat(cluster.documents).hasSize(2);
    }

    @Test
    void whatIsRefusedForEverBecomesADeadLetterOfItsSource() throws Exception {
        cluster.refused.add("bad");
        write("bad", 1);
        write("good", 1);
        task.pass(1000);
        assertThat(cluster.documents).hasSize(1);
        assertThat(writer.waiting()).isZero();
        assertThat(letters).singleElement().satisfies(letter -> {
            assertThat(letter.topic()).isEqualTo("speech.transcripts");
            assertThat(letter.key()).isEqualTo("call".getBytes(UTF_8));
            assertThat(letter.value()).isEqualTo("raw bad".getBytes(UTF_8));
            assertThat(letter.reason()).contains("document_parsing_exception");
        });
    }

    @Test
    void whileDeadLettersCannotBeStoredTheDocumentStays() throws Exception {
        cluster.refused.add("bad");
        lettersFail = true;
        write("bad", 1);
        task.pass(1000);
        assertThat(writer.waiting()).isEqualTo(1);
        lettersFail = false;
        task.pass(BulkWriter.LONGEST_PAUSE_MS);
        assertThat(writer.waiting()).isZero();
        assertThat(letters).hasSize(1);
    }

    @Test
    void aCheckpointHoldsWhatWaitsAndWhatIsUnderWay() throws Exception {
        cluster.holding = true;
        write("under way", 1);
        task.pass(100);
        write("waits", 1);
        writer.flush(false); // does not wait for an answer
        List<IndexWrite> saved = writer.snapshotState(1);
        assertThat(saved).extracting(IndexWrite::id).containsExactlyInAnyOrder("under way", "waits");

        cluster.holding = false;
        task = new ManualTask();
        writer = writer(saved);
        task.pass(100);
        assertThat(cluster.documents).hasSize(2);
    }

    @Test
    void aNewerVersionThatCameMeanwhileIsNotOverwrittenByARetry() throws Exception {
        cluster.holding = true;
        write("s", 1);
        task.pass(100);
        write("s", 2);
        cluster.away = true;
        cluster.held.forEach(Runnable::run);
        cluster.away = false;
        cluster.holding = false;
        task.pass(1000);
        assertThat(version("s")).isEqualTo(2);
    }

    @Test
    void tooMuchThatWaitsHoldsUpTheJob() throws Exception {
        cluster.away = true;
        for (int i = 0; i < BulkWriter.MOST_PENDING; i++) {
            write("s" + i, 1);
        }
        task.pass(1000);
        cluster.away = false;
        write("one more", 1); // returns only because the engine is back
        assertThat(cluster.documents).isNotEmpty();
        task.pass(60_000);
        assertThat(cluster.documents).hasSize(BulkWriter.MOST_PENDING + 1);
    }

    @Test
    void theEndOfInputWaitsForTheLastDocument() throws Exception {
        write("s", 1);
        writer.flush(true);
        assertThat(cluster.documents).hasSize(1);
    }

    @Test
    void anIndexRefreshesOftenWhileItIsWrittenToAndSeldomAtRest() throws Exception {
        write("s", 1);
        task.pass(1000);
        write("s", 2);
        task.pass(1000);
        assertThat(cluster.settings).containsExactly("segments-2026.11 200ms");
        task.pass(RefreshInterval.REST_AFTER_MS + 10_000);
        assertThat(cluster.settings).hasSize(2).last().asString().endsWith("5s");
        write("s", 3);
        task.pass(1000);
        assertThat(cluster.settings).hasSize(3).last().asString().endsWith("200ms");
    }

    @Test
    void indicesOfAWriterThatDiedComeToRestToo() {
        task.pass(RefreshInterval.REST_AFTER_MS + 10_000);
        assertThat(cluster.settings).containsExactly("segments-*,calls-* 5s");
    }

    @Test
    void savedWritesAreReadBack() throws IOException {
        IndexWriteSerializer serializer = new IndexWriteSerializer();
        IndexWrite write = write0("s", 1L << 40);
        IndexWrite read = serializer.deserialize(serializer.getVersion(), serializer.serialize(write));
        assertThat(read).usingRecursiveComparison().isEqualTo(write);
    }

    private BulkWriter writer(List<IndexWrite> restored) {
        DeadLetterOutbox outbox = new DeadLetterOutbox() {
            @Override
            public CompletableFuture<Void> send(List<DeadLetter> sent) {
                if (lettersFail) {
                    return CompletableFuture.failedFuture(new IOException("Kafka is away"));
                }
                letters.addAll(sent);
                return CompletableFuture.allOf();
            }

            @Override
            public void close() {}
        };
        return new BulkWriter(cluster, outbox, task, task, counters, restored);
    }

    private void write(String id, long version) throws Exception {
        writer.write(write0(id, version), CONTEXT);
    }

    private static IndexWrite write0(String id, long version) {
        return new IndexWrite(
                "segments-2026.11",
                id,
                version,
                "{}".getBytes(UTF_8),
                "speech.transcripts",
                "call",
                ("raw " + id).getBytes(UTF_8));
    }

    private long version(String id) {
        IndexWrite write = cluster.documents.get("segments-2026.11/" + id);
        return write == null ? -1 : write.version();
    }
}
