package org.wenzheng.cli.process;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/**
 * Asks a broker to describe its cluster. One client serves for the life of the probe: it finds a broker that came back by
 * itself, and a new one for each question would be most of what an idle supervisor does.
 */
final class KafkaProbe implements ReadinessProbe {

    private final String bootstrap;
    private final int port;
    private @Nullable Admin admin;

    KafkaProbe(String bootstrap, int port) {
        this.bootstrap = bootstrap;
        this.port = port;
    }

    @Override
    public boolean ready() {
        if (!ReadinessProbe.listening(port)) {
            return false;
        }
        try {
            return !client().describeCluster().nodes().get(3, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private synchronized Admin client() {
        Admin open = admin;
        if (open == null) {
            open = Admin.create(
                    Map.of("bootstrap.servers", bootstrap, "request.timeout.ms", 2000, "default.api.timeout.ms", 2500));
            admin = open;
        }
        return open;
    }
}
