package org.wenzheng.search.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps cookies and, like the pages, sends the token of XSRF-TOKEN back with writes. */
public final class TestBrowser {

    private final CookieManager cookies;
    private final HttpClient http;
    private final URI address;
    private final Map<String, String> headers = new LinkedHashMap<>();

    TestBrowser(URI address) {
        this(address, new CookieManager());
    }

    private TestBrowser(URI address, CookieManager cookies) {
        this.address = address;
        this.cookies = cookies;
        this.http = HttpClient.newBuilder().cookieHandler(cookies).build();
    }

    /** The same browser, with its cookies, at a server that was started again elsewhere. */
    public TestBrowser at(URI other) {
        return new TestBrowser(other, cookies);
    }

    /** Sends this header with everything from now on. */
    public TestBrowser with(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public TestBrowser without(String name) {
        headers.remove(name);
        return this;
    }

    public HttpResponse<String> get(String path) {
        return text(exchange("GET", path, null));
    }

    public HttpResponse<String> head(String path) {
        return text(exchange("HEAD", path, null));
    }

    public HttpResponse<byte[]> bytes(String path) {
        return exchange("GET", path, null);
    }

    public HttpResponse<String> send(String method, String path, String json) {
        return text(exchange(method, path, json.getBytes(StandardCharsets.UTF_8)));
    }

    /** A write as the pages send it. */
    public HttpResponse<String> write(String method, String path, String json) {
        with("X-XSRF-TOKEN", cookie("XSRF-TOKEN"));
        try {
            return send(method, path, json);
        } finally {
            without("X-XSRF-TOKEN");
        }
    }

    public HttpResponse<String> signIn(String account, String password) {
        return send("POST", "/api/v1/session", "{\"account\":\"%s\",\"password\":\"%s\"}".formatted(account, password));
    }

    /** Empty where there is none. */
    public String cookie(String name) {
        return cookies.getCookieStore().get(address).stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    private HttpResponse<byte[]> exchange(String method, String path, byte @Nullable [] json) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path));
        headers.forEach(request::header);
        if (json == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json").method(method, BodyPublishers.ofByteArray(json));
        }
        try {
            return http.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static HttpResponse<String> text(HttpResponse<byte[]> response) {
        return new TextResponse(response, new String(response.body(), StandardCharsets.UTF_8));
    }
}
