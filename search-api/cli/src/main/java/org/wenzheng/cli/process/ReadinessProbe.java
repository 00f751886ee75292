package org.wenzheng.cli.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Predicate;

/** Asks a process whether it is ready for work, which is more than being alive. */
@FunctionalInterface
public interface ReadinessProbe {

    /** True when it answers as a ready process does; never throws for one that is not there. */
    boolean ready();

    /** Ready when a GET gives 200 and a body that passes. */
    static ReadinessProbe http(URI address, Predicate<String> body) {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(1))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(3)).build();
        return () -> {
            try {
                HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
                return response.statusCode() == 200 && body.test(response.body());
            } catch (IOException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        };
    }

    /** Ready when the broker answers a cluster description; the port is tried first since that is cheap. */
    static ReadinessProbe kafka(String bootstrap, int port) {
        return new KafkaProbe(bootstrap, port);
    }

    /** Whether something accepts connections on a loopback port. */
    static boolean listening(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
