package org.wenzheng.search.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.wenzheng.search.app.calls.CallIndex;
import org.wenzheng.search.app.calls.FakeCallIndex;

/** The whole application on a free port, with a database in memory. */
public final class TestServer implements AutoCloseable {

    public static final String CLI_TOKEN = "cli-token-of-the-tests-0123456789abcdef";
    public static final String JOBS_TOKEN = "jobs-token-of-the-tests-0123456789abcdef";

    public static final String DIGITAL_HUMAN_TOKEN = "digital-human-token-of-the-tests-0123456789ab";

    private static int databases;

    private final ConfigurableApplicationContext context;
    private final Path var;

    private TestServer(ConfigurableApplicationContext context, Path var) {
        this.context = context;
        this.var = var;
    }

    /** One for all tests that need no Elasticsearch: calls come from a {@link FakeCallIndex}, and search finds nobody. */
    private static final class Shared {
        static final TestServer SERVER = start(new FakeCallIndex(), Map.of());
    }

    public static TestServer shared() {
        return Shared.SERVER;
    }

    /** With the index of {@code wenzheng.elasticsearch.url}. */
    public static TestServer start(Map<String, String> settings) {
        return start(null, settings);
    }

    private static synchronized TestServer start(@Nullable FakeCallIndex calls, Map<String, String> settings) {
        try {
            Path var = settings.containsKey("wenzheng.var")
                    ? Path.of(settings.get("wenzheng.var"))
                    : Files.createTempDirectory("wenzheng-search-api");
            SecretFiles.write(var.resolve("secrets/cli.token"), CLI_TOKEN + "\n");
            SecretFiles.write(var.resolve("secrets/jobs.token"), JOBS_TOKEN + "\n");
            SecretFiles.write(var.resolve("secrets/digital-human.token"), DIGITAL_HUMAN_TOKEN + "\n");
            Map<String, String> all = new TreeMap<>(Map.of(
                    "server.port",
                    "0",
                    "wenzheng.var",
                    var.toString(),
                    "wenzheng.recording-key.master-key-file",
                    var.resolve("master.key").toString(),
                    "wenzheng.media.recordings-url",
                    var.resolve("recordings").toUri().toString(),
                    // Nobody listens on the discard port.
                    "wenzheng.elasticsearch.url",
                    "http://127.0.0.1:9",
                    "DATABASE_URL",
                    "jdbc:h2:mem:test" + databases++ + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1"));
            all.putAll(settings);
            String[] arguments = all.entrySet().stream()
                    .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                    .toArray(String[]::new);
            SpringApplication application = new SpringApplication(SearchApplication.class);
            if (calls != null) {
                application.addInitializers(context -> ((GenericApplicationContext) context)
                        .registerBean("calls", CallIndex.class, () -> calls, bean -> bean.setPrimary(true)));
            }
            return new TestServer(application.run(arguments), var);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI address() {
        WebServer server = Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer());
        int port = server.getPort();
        return URI.create("http://127.0.0.1:" + port);
    }

    public Path var() {
        return var;
    }

    public ApplicationContext context() {
        return context;
    }

    public JdbcClient database() {
        return context.getBean(JdbcClient.class);
    }

    /** What the calls are read from; only of {@link #shared}. */
    public FakeCallIndex calls() {
        return (FakeCallIndex) context.getBean("calls");
    }

    public TestBrowser browser() {
        return new TestBrowser(address());
    }

    public TestBrowser program(String token) {
        return new TestBrowser(address()).with("Authorization", "Bearer " + token);
    }

    @Override
    public void close() {
        context.close();
    }
}
