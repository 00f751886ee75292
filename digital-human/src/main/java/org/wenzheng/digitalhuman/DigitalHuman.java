package org.wenzheng.digitalhuman;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wenzheng.client.MediaEngine;
import org.wenzheng.digitalhuman.answer.AnswerWriter;
import org.wenzheng.digitalhuman.call.CallAgent;
import org.wenzheng.digitalhuman.call.Calls;
import org.wenzheng.digitalhuman.call.KafkaMemories;
import org.wenzheng.digitalhuman.call.Leases;
import org.wenzheng.digitalhuman.dialogue.Phrases;
import org.wenzheng.digitalhuman.hearing.TranscriptFeed;
import org.wenzheng.digitalhuman.kafka.TopicWriter;
import org.wenzheng.digitalhuman.retrieval.LiveRetrieval;
import org.wenzheng.digitalhuman.voice.Voice;
import org.wenzheng.models.manifest.ModelStore;
import org.wenzheng.models.manifest.ModelStoreException;
import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.models.runtime.embedding.BgeEmbedder;
import org.wenzheng.models.runtime.synthesis.KokoroSynthesizer;
import org.wenzheng.models.runtime.vad.SileroVad;
import org.wenzheng.search.contract.knowledge.KnowledgeBase;
import org.wenzheng.search.contract.knowledge.KnowledgeException;
import org.wenzheng.search.contract.knowledge.ServiceItem;
import org.wenzheng.search.contract.knowledge.Slot;
import org.wenzheng.stream.records.StreamTopics;

/** The process that meets citizens. Its own, since libwebrtc can abort a JVM: whatever dies here takes no other part along. */
public final class DigitalHuman {

    private static final Logger log = LoggerFactory.getLogger(DigitalHuman.class);

    private static final long QUIET_MS = 600_000;
    private static final long REFRESH_MS = 2_000;

    private DigitalHuman() {}

    public static void main(String[] args) throws Exception {
        // libwebrtc's threads may attach to a JVM in its exit, which aborts it: once all is closed, end at once.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(0), "halt"));
        try {
            start(HumanSettings.from(System.getenv()));
        } catch (KnowledgeException | IllegalArgumentException e) {
            log.error("The digital human does not start: {}", e.getMessage());
            Runtime.getRuntime().halt(1);
        }
    }

    private static void start(HumanSettings settings)
            throws IOException, KnowledgeException, ModelException, ModelStoreException {
        ModelStore models = ModelStore.open(ModelStore.defaultCache(System.getenv()));
        // What greets and goes on with calls comes first; what looks things up and speaks anew is loaded behind it.
        CompletableFuture<Void> begun = new CompletableFuture<>();
        // One after the other: each takes more memory while it is opened than afterwards.
        Object opening = new Object();
        LiveRetrieval retrieval = new LiveRetrieval(
                settings.knowledge(),
                () -> {
                    begun.join();
                    synchronized (opening) {
                        return BgeEmbedder.load();
                    }
                },
                settings.vectors());
        KnowledgeBase base = retrieval.base();
        Path voices = models.resolve("kokoro-zh");
        Voice voice = new Voice(
                () -> {
                    begun.join();
                    synchronized (opening) {
                        return KokoroSynthesizer.load(voices);
                    }
                },
                settings.voice(),
                settings.sounds());
        TopicWriter ownWords = new TopicWriter(settings.kafka(), StreamTopics.TRANSCRIPTS);
        CallAgent.Shared shared = new CallAgent.Shared(
                settings.sfu(),
                new MediaEngine(),
                voice,
                SileroVad.load(models),
                new TranscriptFeed(settings.kafka()),
                // Its voice is recorded, never recognised: it writes itself what it said.
                segment -> ownWords.write(segment.getCall(), segment.toByteArray()),
                new KafkaMemories(settings.kafka()));
        Leases leases = new Leases(
                settings.searchApi(),
                settings.token(),
                "human-" + UUID.randomUUID().toString().substring(0, 8));
        ZoneId zone = ZoneId.systemDefault();
        Calls calls = new Calls(
                leases,
                settings.capacity(),
                shared,
                (question, excluded) -> retrieval.find(question, LocalDate.now(zone), excluded),
                code -> retrieval.base().item(code));
        begun.complete(null);
        voice.prepare(fixed(base));
        health(settings.port(), calls);
        prepare(retrieval, voice, calls);
        log.info("The digital human is ready, with {} items", base.items().size());
    }

    /** What is said in every call, made before it is needed: the greeting first. */
    private static List<String> fixed(KnowledgeBase base) {
        List<String> sentences = new ArrayList<>(Phrases.fixed());
        for (ServiceItem item : base.items()) {
            item.slots().stream().map(Slot::ask).forEach(sentences::add);
        }
        return sentences;
    }

    /**
     * Takes changed items in, and makes answers ahead in quiet times, one sentence after the other: calls, and what else runs here,
     * go first.
     */
    private static void prepare(LiveRetrieval retrieval, Voice voice, Calls calls) {
        Deque<String> sentences = new ArrayDeque<>(answers(retrieval.base()));
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(runnable -> {
            Thread made = new Thread(runnable, "prepare");
            made.setDaemon(true);
            return made;
        });
        thread.scheduleWithFixedDelay(
                () -> {
                    if (retrieval.refresh()) {
                        voice.prepare(fixed(retrieval.base()));
                        sentences.clear();
                        sentences.addAll(answers(retrieval.base()));
                    }
                    if (calls.quietMs() >= QUIET_MS && !sentences.isEmpty()) {
                        voice.prepare(List.of(sentences.remove()));
                    }
                },
                REFRESH_MS,
                REFRESH_MS,
                TimeUnit.MILLISECONDS);
    }

    /** Every sentence of every answer. */
    private static List<String> answers(KnowledgeBase base) {
        LocalDate today = LocalDate.now(ZoneId.systemDefault());
        return base.items().stream()
                .filter(item -> item.inForce(today))
                .flatMap(item -> AnswerWriter.sentences(item).stream())
                .distinct()
                .toList();
    }

    private static void health(int port, Calls calls) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 8);
        server.createContext("/health/ready", exchange -> {
            byte[] body = (calls.reached() ? "UP" : "DOWN").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(calls.reached() ? 200 : 503, body.length);
            try (var out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        server.start();
    }
}
