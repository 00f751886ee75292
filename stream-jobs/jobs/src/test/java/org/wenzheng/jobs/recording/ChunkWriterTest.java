package org.wenzheng.jobs.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.AsyncDataStream.OutputMode;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.wenzheng.jobs.call.AudioPacket;
import org.wenzheng.jobs.config.RecordingConfig;
import org.wenzheng.jobs.opus.OpusPacket;
import org.wenzheng.stream.records.RecordingChunks;

@SuppressWarnings("try") // harnesses may be interrupted while they close
@Timeout(60)
class ChunkWriterTest {
    private static final long STARTED_US = 1_795_651_200_000_000L;
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final String GOOD =
            "{\"key\":\"%s\",\"version\":3}".formatted(Base64.getEncoder().encodeToString(KEY));

    /** What the key service answers next; the last one stays. */
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();

    private final Queue<String> requests = new ConcurrentLinkedQueue<>();

    @TempDir
    private Path folder;

    private HttpServer service;

    private record Answer(int status, String body) {}

    @BeforeEach
    void serve() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            Answer answer = answers.size() > 1 ? answers.remove() : answers.element();
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        service.start();
        Files.writeString(folder.resolve("jobs.token"), "secret-token\n");
    }

    @AfterEach
    void stop() {
        service.stop(0);
    }

    private RecordingConfig config() {
        return new RecordingConfig(
                folder.resolve("recordings").toUri(),
                URI.create("http://127.0.0.1:" + service.getAddress().getPort()),
                folder.resolve("jobs.token").toString());
    }

    private static ClosedChunk chunk() {
        AudioPacket[] packets = new AudioPacket[50];
        for (int i = 0; i < packets.length; i++) {
            packets[i] =
                    new AudioPacket(500 + i, 960L * i, STARTED_US + 10_000_000 + 20_000L * i, OpusPacket.silence());
        }
        return new ClosedChunk(new ChunkHead("01CALL", STARTED_US, "citizen", 1, "citizen-audio", 1, 500), packets);
    }

    private List<String> write() throws Exception {
        try (var harness = new OneInputStreamOperatorTestHarness<>(
                new AsyncWaitOperatorFactory<>(new ChunkWriter(config()), 0, 10, OutputMode.UNORDERED),
                TypeInformation.of(ClosedChunk.class).createSerializer(new SerializerConfigImpl()))) {
            harness.open();
            harness.processElement(chunk(), 1);
            harness.endInput(); // waits for what is being written
            return harness.extractOutputValues();
        }
    }

    private RecordingChunks.Opened stored() throws Exception {
        String path = RecordingChunks.path(STARTED_US, "01CALL", "citizen-audio", 1);
        return RecordingChunks.open(
                Files.readAllBytes(folder.resolve("recordings").resolve(path)), path, KEY);
    }

    @Test
    void storesAChunkThatItsKeyOpens() throws Exception {
        answers.add(new Answer(200, GOOD));
        assertThat(write()).containsExactly("2026/11/01CALL/citizen-audio/000001.chunk");
        RecordingChunks.Opened opened = stored();
        assertThat(opened.head().getStartMs()).isEqualTo(10_000);
        assertThat(opened.head().getDurationMs()).isEqualTo(1_000);
        assertThat(opened.head().getKeyVersion()).isEqualTo(3);
        assertThat(new String(opened.ogg(), 0, 4, StandardCharsets.US_ASCII)).isEqualTo("OggS");
        assertThat(requests).containsExactly("POST /internal/v1/calls/01CALL/recording-key Bearer secret-token");
    }

    @Test
    void waitsUntilAKeyCanBeHad() throws Exception {
        answers.add(new Answer(503, ""));
        answers.add(new Answer(200, "{\"key\":\"short\"}"));
        answers.add(new Answer(401, ""));
        answers.add(new Answer(200, GOOD));
        assertThat(write()).hasSize(1);
        assertThat(requests).hasSize(4);
        assertThat(stored().head().getTrack()).isEqualTo("citizen-audio");
    }

    @Test
    void waitsUntilThereIsRoom() throws Exception {
        answers.add(new Answer(200, GOOD));
        Path blocked = Files.writeString(folder.resolve("recordings"), "no folder");
        Thread room = new Thread(() -> {
            await().until(() -> !requests.isEmpty());
            blocked.toFile().delete();
        });
        room.start();
        assertThat(write()).hasSize(1);
        room.join();
        assertThat(stored().head().getIndex()).isEqualTo(1);
    }

    @Test
    void keepsNothingOfACallWhoseKeyWasDeleted() throws Exception {
        answers.add(new Answer(410, ""));
        assertThat(write()).isEmpty();
        assertThat(folder.resolve("recordings")).doesNotExist();
    }
}
