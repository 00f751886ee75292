package org.wenzheng.elasticsearch;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

/** Tells the operator about the disk, and opens again what a full one had closed. */
final class DiskNews implements DiskWatch.News {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path data;
    private final int port;
    private final DiskSpace space;
    private final PrintStream out;

    DiskNews(Path data, int port, DiskSpace space, PrintStream out) {
        this.data = data;
        this.port = port;
        this.space = space;
        this.out = out;
    }

    @Override
    public void tooLittle(long freeMb) {
        out.println("Elasticsearch takes no documents: only " + freeMb + " MiB are free in " + data + " and "
                + space.refuseBelowMb() + " must be. Searches go on. Free some space: it takes documents again by"
                + " itself once more than " + space.acceptAboveMb() + " MiB are free.");
    }

    @Override
    public void roomAgain(long freeMb) {
        out.println("Elasticsearch has room again: " + freeMb + " MiB are free in " + data + ".");
        HttpRequest retry = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/_cluster/reroute?retry_failed=true&metric=none"))
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            int status = HttpClient.newHttpClient()
                    .send(retry, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status != 200) {
                out.println("Elasticsearch did not look again at shards that the full disk had closed (" + status
                        + "): restart it if some stay away.");
            }
        } catch (IOException e) {
            out.println("Elasticsearch did not look again at shards that the full disk had closed (" + e
                    + "): restart it if some stay away.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
