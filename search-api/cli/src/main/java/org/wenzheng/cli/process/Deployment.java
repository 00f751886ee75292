package org.wenzheng.cli.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wenzheng.cli.Home;
import org.wenzheng.cli.listen.Listening;

/**
 * The embedded default: which processes one machine runs, in the order of their start, and with how much memory.
 * A broker or a search engine given by address ({@code KAFKA_BOOTSTRAP}, {@code ELASTICSEARCH_URL}) is used instead of
 * the local one, which then is not started.
 */
public final class Deployment {

    // All defaults, in one place. Ports are loopback TCP; memory is the JVM's heap.
    static final int KAFKA_PORT = 9092;
    static final int ELASTICSEARCH_PORT = 9200;
    static final int SFU_PORT = 8081;
    static final int JOBS_PORT = 8082;
    static final int SEARCH_API_PORT = 8080;
    static final int DIGITAL_HUMAN_PORT = 8083;
    private static final String KAFKA_HEAP = "384m";
    private static final String ELASTICSEARCH_HEAP = "1g";
    private static final String JOBS_HEAP = "1g";
    private static final String SEARCH_API_HEAP = "384m";
    private static final String SFU_HEAP = "256m";
    private static final String DIGITAL_HUMAN_HEAP = "1400m";

    private final Home home;
    private final Map<String, String> environment;

    public Deployment(Home home, Map<String, String> environment) {
        this.home = home;
        this.environment = Map.copyOf(environment);
    }

    /** Processes in the order of their start. */
    public List<ProcessSpec> processes() {
        List<ProcessSpec> specs = new ArrayList<>();
        if (!environment.containsKey("KAFKA_BOOTSTRAP")) {
            specs.add(kafka());
        }
        if (!environment.containsKey("ELASTICSEARCH_URL")) {
            specs.add(elasticsearch());
        }
        specs.add(sfu());
        specs.add(searchApi());
        specs.add(jobs());
        specs.add(digitalHuman());
        return List.copyOf(specs);
    }

    /** Where people open the product. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + port("SEARCH_API_PORT", SEARCH_API_PORT));
    }

    /** Where the SFU is on this machine. */
    public URI sfuAddress() {
        return URI.create("http://127.0.0.1:" + port("SFU_PORT", SFU_PORT));
    }

    /** Where clients find the broker. */
    public String kafkaBootstrap() {
        return environment.getOrDefault("KAFKA_BOOTSTRAP", "127.0.0.1:" + port("KAFKA_PORT", KAFKA_PORT));
    }

    private ProcessSpec kafka() {
        int port = port("KAFKA_PORT", KAFKA_PORT);
        return new ProcessSpec(
                "local-kafka",
                port,
                java("media-tap/local-kafka", "org.wenzheng.kafka.LocalKafka", "-Xmx" + KAFKA_HEAP, "-XX:+UseSerialGC"),
                settings(),
                home.root(),
                ReadinessProbe.kafka(kafkaBootstrap(), port));
    }

    private ProcessSpec elasticsearch() {
        int port = port("ELASTICSEARCH_PORT", ELASTICSEARCH_PORT);
        return new ProcessSpec(
                "local-elasticsearch",
                port,
                java(
                        "search-api/local-elasticsearch",
                        "org.wenzheng.elasticsearch.LocalElasticsearch",
                        "-Xms256m",
                        "-Xmx" + ELASTICSEARCH_HEAP,
                        "-XX:+UseSerialGC",
                        "-Dlog4j.shutdownHookEnabled=false",
                        "-Djava.awt.headless=true",
                        "-Dio.netty.noUnsafe=true",
                        "-Dio.netty.noKeySetOptimization=true"),
                settings(),
                home.root(),
                ReadinessProbe.http(
                        URI.create("http://127.0.0.1:" + port + "/_cluster/health?wait_for_status=yellow&timeout=1s"),
                        body -> body.contains("\"timed_out\":false")));
    }

    private ProcessSpec sfu() {
        int port = port("SFU_PORT", SFU_PORT);
        Map<String, String> settings = settings();
        settings.put("SFU_PORT", Integer.toString(port));
        settings.put("SFU_KEYS", sfuKeys());
        Listening.read(home).ifPresent(listening -> settings.putAll(listening.forSfu()));
        return new ProcessSpec(
                "sfu",
                port,
                java(
                        "media-tap/sfu",
                        "org.wenzheng.sfu.Sfu",
                        "-Xmx" + SFU_HEAP,
                        // Pauses are heard: ZGC's are below a millisecond.
                        "-XX:+UseZGC",
                        "-XX:MaxDirectMemorySize=256m",
                        "-Dio.netty.leakDetection.level=disabled"),
                settings,
                home.root(),
                ReadinessProbe.http(URI.create("http://127.0.0.1:" + port + "/health/ready"), "UP"::equals));
    }

    /** Given by the environment, or made by {@link Home#prepare}; empty before that, when nothing is started either. */
    private String sfuKeys() {
        String given = environment.get("SFU_KEYS");
        try {
            return given != null
                    ? given
                    : Files.exists(home.sfuKeys())
                            ? Files.readString(home.sfuKeys()).strip()
                            : "";
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + home.sfuKeys(), e);
        }
    }

    private ProcessSpec searchApi() {
        int port = port("SEARCH_API_PORT", SEARCH_API_PORT);
        Map<String, String> settings = settings();
        Listening.read(home).ifPresent(listening -> settings.putAll(listening.forSearchApi(home)));
        settings.put("SFU_URL", "http://127.0.0.1:" + port("SFU_PORT", SFU_PORT));
        settings.put("SFU_KEYS", sfuKeys());
        return new ProcessSpec(
                "search-api",
                port,
                java(
                        "search-api/app",
                        "org.wenzheng.search.app.SearchApplication",
                        "-Xmx" + SEARCH_API_HEAP,
                        "-XX:+UseSerialGC",
                        "-Dai.djl.offline=true"),
                settings,
                home.root(),
                ReadinessProbe.http(address().resolve("/actuator/health/readiness"), body -> body.contains("UP")));
    }

    private ProcessSpec jobs() {
        int port = port("JOBS_PORT", JOBS_PORT);
        return new ProcessSpec(
                "jobs",
                port,
                java(
                        "stream-jobs/jobs",
                        "org.wenzheng.jobs.Jobs",
                        "-Xmx" + JOBS_HEAP,
                        "-XX:+UseG1GC",
                        "-Dai.djl.offline=true"),
                settings(),
                home.root(),
                ReadinessProbe.http(
                        URI.create("http://127.0.0.1:" + port + "/jobs/overview"), Deployment::allJobsRunning));
    }

    private ProcessSpec digitalHuman() {
        int port = port("DIGITAL_HUMAN_PORT", DIGITAL_HUMAN_PORT);
        Map<String, String> settings = settings();
        settings.put("SFU_URL", "http://127.0.0.1:" + port("SFU_PORT", SFU_PORT));
        settings.put("DIGITAL_HUMAN_PORT", Integer.toString(port));
        return new ProcessSpec(
                "digital-human",
                port,
                java(
                        "digital-human",
                        "org.wenzheng.digitalhuman.DigitalHuman",
                        "-Xmx" + DIGITAL_HUMAN_HEAP,
                        "-XX:+UseSerialGC",
                        // Opening the voice takes much for a moment; what is free afterwards goes back.
                        "-XX:MinHeapFreeRatio=10",
                        "-XX:MaxHeapFreeRatio=30",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Djava.awt.headless=true",
                        "-Dai.djl.offline=true"),
                settings,
                home.root(),
                ReadinessProbe.http(URI.create("http://127.0.0.1:" + port + "/health/ready"), "UP"::equals));
    }

    static boolean allJobsRunning(String overview) {
        int jobs = overview.split("\"jid\"", -1).length - 1;
        int running = overview.split("\"state\":\"RUNNING\"", -1).length - 1;
        return jobs > 0 && jobs == running;
    }

    private List<String> java(String module, String main, String... options) {
        Path target = home.root().resolve(module).resolve("target");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.add("-cp");
        command.add(target.resolve("classes") + ":" + target.resolve("lib") + "/*");
        command.add(main);
        return command;
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("WENZHENG_VAR", home.var().toString());
        settings.put("KAFKA_BOOTSTRAP", kafkaBootstrap());
        settings.put(
                "ELASTICSEARCH_URL",
                environment.getOrDefault(
                        "ELASTICSEARCH_URL", "http://127.0.0.1:" + port("ELASTICSEARCH_PORT", ELASTICSEARCH_PORT)));
        settings.put("SEARCH_API_URL", address().toString());
        settings.put(
                "WENZHENG_KNOWLEDGE",
                environment.getOrDefault("WENZHENG_KNOWLEDGE", home.knowledge().toString()));
        settings.put(
                "RECORDINGS_URL",
                environment.getOrDefault(
                        "RECORDINGS_URL",
                        home.var().resolve("recordings").toUri().toString()));
        Path topics = home.root().resolve("models/training/data/topics.yaml");
        if (Files.exists(topics)) {
            settings.put("WENZHENG_TOPICS", environment.getOrDefault("WENZHENG_TOPICS", topics.toString()));
        }
        return settings;
    }

    private int port(String name, int otherwise) {
        String value = environment.get(name);
        return value == null ? otherwise : Integer.parseInt(value);
    }
}
