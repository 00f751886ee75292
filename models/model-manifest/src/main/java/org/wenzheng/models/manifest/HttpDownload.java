package org.wenzheng.models.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;

/** Downloads an address into a file and goes on where an earlier try stopped (RFC 9110, range requests). */
final class HttpDownload {
    private static final int ATTEMPTS = 5;
    private static final int REDIRECTS = 8;
    private static final int BUFFER = 1 << 16;
    /** A redirect's target was named by a host that answered, so it gets longer. */
    private static final Duration REDIRECT_PATIENCE = Duration.ofSeconds(20);

    private final HttpClient client;
    private final Duration patience;
    private final Duration stall;

    /**
     * @param patience how long an address may take to answer before it counts as unreachable
     * @param stall how long a transfer may stand still
     */
    HttpDownload(HttpClient client, Duration patience, Duration stall) {
        this.client = client;
        this.patience = patience;
        this.stall = stall;
    }

    /** An address that does not answer, so that others on the same host need not be tried. */
    static final class Unreachable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreachable(String message) {
            super(message);
        }
    }

    /**
     * Completes {@code target}; what it holds already is kept if the server can go on from there.
     *
     * @param expected its size in the end, or -1 where that is unknown
     * @param progress hears the size so far
     */
    void complete(URI address, Path target, long expected, LongConsumer progress)
            throws ModelStoreException, Unreachable {
        for (int attempt = 1; ; attempt++) {
            long before = size(target);
            if (expected >= 0 && before == expected) {
                return;
            }
            try {
                transfer(address, target, before, expected, progress);
                return;
            } catch (ModelStoreException.Transient e) {
                if (attempt == ATTEMPTS || size(target) == before) {
                    throw e;
                }
            }
        }
    }

    private void transfer(URI address, Path target, long from, long expected, LongConsumer progress)
            throws ModelStoreException, Unreachable {
        HttpResponse<InputStream> response = answer(address, from);
        try (InputStream body = response.body()) {
            boolean resumed = response.statusCode() == 206 && resumesAt(response, from);
            if (response.statusCode() != 200 && !resumed) {
                refused(address, response.statusCode(), target);
            }
            long start = resumed ? from : 0;
            long length = response.headers().firstValueAsLong("content-length").orElse(-1);
            long total = length < 0 ? expected : start + length;
            if (expected >= 0 && total != expected) {
                throw new ModelStoreException.WrongBytes(
                        "expected " + expected + " bytes, got " + total + " from " + address);
            }
            try (OutputStream out = Files.newOutputStream(
                    target,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    resumed ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING)) {
                long size = copy(body, out, start, progress);
                if (total >= 0 && size != total) {
                    throw new ModelStoreException.Transient(
                            "the connection to " + address + " ended after " + size + " of " + total + " bytes");
                }
            }
        } catch (IOException e) {
            throw DiskSpace.orElse(
                    target,
                    e,
                    "the transfer from " + address + " broke off (" + reason(e) + "); run it again to go on");
        }
    }

    /** Follows redirects by hand: the first answer decides whether the address is reachable. */
    private HttpResponse<InputStream> answer(URI address, long from) throws ModelStoreException, Unreachable {
        URI next = address;
        Duration limit = patience;
        for (int hop = 0; hop <= REDIRECTS; hop++) {
            HttpRequest.Builder request = HttpRequest.newBuilder(next);
            if (from > 0) {
                request.header("Range", "bytes=" + from + "-");
            }
            HttpResponse<InputStream> response = send(request.build(), limit);
            if (response.statusCode() / 100 != 3) {
                return response;
            }
            discard(response);
            String location = response.headers()
                    .firstValue("location")
                    .orElseThrow(() -> new ModelStoreException.Permanent(address + " redirects to nowhere"));
            next = next.resolve(location);
            limit = REDIRECT_PATIENCE.compareTo(patience) > 0 ? REDIRECT_PATIENCE : patience;
        }
        throw new ModelStoreException.Permanent(address + " redirects in circles");
    }

    private HttpResponse<InputStream> send(HttpRequest request, Duration limit)
            throws ModelStoreException, Unreachable {
        CompletableFuture<HttpResponse<InputStream>> answer =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
        try {
            // A limit around it all: the client's own timeouts leave out the look-up of the name.
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new Unreachable(request.uri().getHost() + " did not answer within " + limit.toMillis() + " ms");
        } catch (ExecutionException e) {
            throw new Unreachable(request.uri().getHost() + " is not reachable (" + reason(e) + ")");
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new ModelStoreException.Transient("the fetch was interrupted", e);
        }
    }

    private static boolean resumesAt(HttpResponse<?> response, long from) {
        return response.headers().firstValue("content-range").orElse("").startsWith("bytes " + from + "-");
    }

    private static void refused(URI address, int status, Path target) throws ModelStoreException, IOException {
        switch (status) {
            case 206, 416 -> {
                // What lies here does not fit what lies there: begin anew.
                Files.deleteIfExists(target);
                throw new ModelStoreException.Transient(address + " cannot go on from the part that is here");
            }
            case 407 ->
                throw new ModelStoreException.Permanent("the proxy asks for a user and a password for " + address
                        + "; put them into HTTPS_PROXY as http://user:password@host:port");
            default -> {
                String message = address + " answers with HTTP status " + status;
                if (status >= 500 || status == 408 || status == 429) {
                    throw new ModelStoreException.Transient(message);
                }
                throw new ModelStoreException.Permanent(message);
            }
        }
    }

    private long copy(InputStream body, OutputStream out, long start, LongConsumer progress) throws IOException {
        long size = start;
        byte[] buffer = new byte[BUFFER];
        try (StallGuard guard = new StallGuard(body, stall)) {
            for (int n = guard.read(buffer); n >= 0; n = guard.read(buffer)) {
                out.write(buffer, 0, n);
                size += n;
                progress.accept(size);
            }
        }
        return size;
    }

    private static void discard(HttpResponse<InputStream> response) {
        try {
            response.body().close();
        } catch (IOException e) {
            // The body of a redirect: nobody reads it.
        }
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof ExecutionException || cause.getMessage() == null) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof UnresolvedAddressException) {
            return "its name is not known here";
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
