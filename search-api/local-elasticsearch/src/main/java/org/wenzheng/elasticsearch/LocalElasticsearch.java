package org.wenzheng.elasticsearch;

import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.node.NodeValidationException;
import org.elasticsearch.plugins.PluginsLoader;

/**
 * A real Elasticsearch of one node on the loopback address. Its data survive a restart and {@code kill -9}. A deployment
 * that has a cluster of its own points {@code ELASTICSEARCH_URL} there and does not start this.
 *
 * <p>Environment: {@code ELASTICSEARCH_PORT} (9200), {@code WENZHENG_VAR} (./var), {@code ELASTICSEARCH_MINIMUM_FREE_MB}
 * (500; {@link DiskSpace}). Ready when {@code GET /} answers 200.
 * Run as {@code java -Xmx1g -XX:+UseSerialGC -cp target/classes:target/lib/* org.wenzheng.elasticsearch.LocalElasticsearch}.
 */
public final class LocalElasticsearch {

    private static final int DEFAULT_PORT = 9200;
    private static final int CLOSE_SECONDS = 30;

    private LocalElasticsearch() {}

    /** Starts the node and waits until SIGTERM has closed it. Exits with 1 when it cannot start. */
    public static void main(String[] args) throws InterruptedException {
        // Elasticsearch sends System.out and System.err to its log, which prints warnings only.
        PrintStream out = System.out;
        PrintStream err = System.err;
        Map<String, String> env = System.getenv();
        try {
            int port = port(env.getOrDefault("ELASTICSEARCH_PORT", Integer.toString(DEFAULT_PORT)));
            NodeFolders folders =
                    NodeFolders.beside(LocalElasticsearch.class, Path.of(env.getOrDefault("WENZHENG_VAR", "var")));
            DiskSpace space = DiskSpace.fromEnvironment(env);
            Node node = start(folders, port, space);
            out.println("Elasticsearch is ready at http://127.0.0.1:" + port);
            new DiskWatch(folders::freeMb, space, new DiskNews(folders.data(), port, space, err)).start();
            awaitSigterm(node);
        } catch (IOException | NodeValidationException | RuntimeException e) {
            err.println("Elasticsearch did not start: " + e.getMessage());
            e.printStackTrace(err);
            System.exit(1);
        }
    }

    private static Node start(NodeFolders folders, int port, DiskSpace space)
            throws IOException, NodeValidationException {
        requireFree(port);
        folders.writeConfiguration(port, space);
        setSystemProperties(folders);
        LogConfigurator.registerErrorListener();
        Environment environment = InternalSettingsPreparer.prepareEnvironment(
                Settings.builder().put("path.home", folders.home().toString()).build(),
                Map.of(),
                folders.config(),
                () -> NodeConfiguration.NODE_NAME);
        LogConfigurator.setNodeName(NodeConfiguration.NODE_NAME);
        LogConfigurator.configure(environment, true);
        PluginsLoader plugins = PluginsLoader.createPluginsLoader(
                PluginsLoader.loadModulesBundles(environment.modulesDir()),
                PluginsLoader.loadPluginsBundles(environment.pluginsDir()),
                Map.of(),
                false);
        Node node = new Node(environment, plugins);
        node.start();
        return node;
    }

    /** Set here rather than on the command line, so that whoever starts the node cannot forget them. */
    private static void setSystemProperties(NodeFolders folders) {
        System.setProperty("es.path.home", folders.home().toString());
        System.setProperty("es.path.conf", folders.config().toString());
        System.setProperty("java.awt.headless", "true");
        // Our own hook closes the node first, then its log.
        System.setProperty("log4j.shutdownHookEnabled", "false");
        // Netty then needs no opened JDK packages.
        System.setProperty("io.netty.noUnsafe", "true");
        System.setProperty("io.netty.noKeySetOptimization", "true");
    }

    private static void awaitSigterm(Node node) throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node, closed), "close-node"));
        closed.await();
    }

    private static void close(Node node, CountDownLatch closed) {
        try {
            node.prepareForClose();
            node.close();
            if (!node.awaitClose(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("Elasticsearch was still busy after " + CLOSE_SECONDS
                        + " s; its log is replayed at the" + " next start.");
            }
        } catch (IOException e) {
            System.err.println("Elasticsearch did not close cleanly; its log is replayed at the next start: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closed.countDown();
        }
    }

    /** Tells a taken port in one line before anything is written; the node would tell it in forty. */
    private static void requireFree(int port) throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress("127.0.0.1", port));
        } catch (BindException e) {
            throw new IllegalStateException(
                    "port " + port + " is taken by another program; stop that or set ELASTICSEARCH_PORT.", e);
        }
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port > 0 && port < 65_536) {
                return port;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException("ELASTICSEARCH_PORT is \"" + text + "\"; give a port from 1 to 65535.");
    }
}
