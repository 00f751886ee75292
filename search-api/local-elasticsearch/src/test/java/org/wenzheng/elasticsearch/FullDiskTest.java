package org.wenzheng.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that runs full under the node, and has room again. */
@Tag("slow")
class FullDiskTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Map<String, String> SETTINGS = Map.of("ELASTICSEARCH_MINIMUM_FREE_MB", "40");

    @TempDir
    private Path folder;

    private final List<String> acknowledged = new ArrayList<>();
    private int next;

    @Test
    void refusesInTimeAndTakesDocumentsAgainWhenThereIsRoom() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 256);
                NodeProcess node = NodeProcess.start(disk.folder(), freePort(), SETTINGS, folder)) {
            node.send("PUT", "/calls", "{\"settings\":{\"number_of_replicas\":0}}");
            assertThat(index(node)).isTrue();
            disk.fill(24);
            await("documents are refused").atMost(PATIENCE).until(() -> !index(node));
            assertThat(told()).contains("Elasticsearch takes no documents", "Free some space");
            assertThat(found(node)).containsAll(acknowledged); // searches go on

            disk.makeRoom();
            await("documents are taken again").atMost(PATIENCE).until(() -> index(node));
            assertThat(told()).contains("Elasticsearch has room again");
            assertThat(found(node)).containsAll(acknowledged);
        }
    }

    @Test
    void losesNothingAcknowledgedWhenNothingIsLeftAtAll() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 256);
                NodeProcess node = NodeProcess.start(disk.folder(), freePort(), SETTINGS, folder)) {
            node.send("PUT", "/calls", "{\"settings\":{\"number_of_replicas\":0}}");
            assertThat(index(node)).isTrue();
            disk.fill(0);
            for (int i = 0; i < 8; i++) { // more often than shards are tried again by themselves
                index(node);
            }
            await("documents are refused").atMost(PATIENCE).until(() -> !index(node));
            await("it is told").atMost(PATIENCE).until(() -> told().contains("Elasticsearch takes no documents"));
            Process second = NodeProcess.launch(disk.folder(), Integer.toString(freePort()), SETTINGS, folder);
            assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(told()).contains("did not start: only 0 MiB are free", "larger disk");

            disk.makeRoom();
            if (!node.running()) { // as the supervisor does
                NodeProcess.start(disk.folder(), node.port(), SETTINGS, folder);
            }
            await("documents are taken again")
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> index(node));
            assertThat(found(node)).containsAll(acknowledged);
        }
    }

    private String told() throws IOException {
        return Files.readString(folder.resolve("node.log"));
    }

    /** Writes one document; whether it was acknowledged. */
    private boolean index(NodeProcess node) throws IOException, InterruptedException {
        String id = "d" + next++;
        var answer = node.send("PUT", "/calls/_doc/" + id + "?timeout=1s", "{\"text\":\"居住证 %s\"}".formatted(id));
        boolean taken = answer.statusCode() == 201;
        if (taken) {
            acknowledged.add(id);
        }
        return taken;
    }

    private List<String> found(NodeProcess node) throws IOException, InterruptedException {
        node.send("POST", "/calls/_refresh", null);
        String hits =
                node.send("GET", "/calls/_search?size=1000&_source=false", null).body();
        List<String> ids = new ArrayList<>();
        var matcher = java.util.regex.Pattern.compile("\"_id\":\"(d\\d+)\"").matcher(hits);
        while (matcher.find()) {
            ids.add(matcher.group(1));
        }
        return ids;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
