package org.wenzheng.cli.listen;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.wenzheng.cli.Failure;
import org.wenzheng.cli.Home;

/**
 * How other machines reach the product, kept in the data folder while it runs.
 *
 * @param host by which people open it
 * @param port of HTTPS
 * @param addresses of this machine
 * @param certificate PEM chain; empty: one that is generated here
 * @param key PEM key of {@code certificate}
 */
public record Listening(String host, int port, List<String> addresses, String certificate, String key) {

    public Listening {
        addresses = List.copyOf(addresses);
    }

    /** Where people open the pages. */
    public URI address() {
        String name = host.contains(":") ? "[" + host + "]" : host;
        return URI.create("https://" + name + (port == 443 ? "" : ":" + port));
    }

    /** What search-api is told. */
    public Map<String, String> forSearchApi(Home home) {
        GeneratedCertificate generated = new GeneratedCertificate(home);
        return Map.of(
                "LISTEN_ADDRESSES", String.join(",", addresses),
                "LISTEN_HOST", host,
                "LISTEN_PORT", Integer.toString(port),
                "LISTEN_CERTIFICATE", certificate,
                "LISTEN_KEY", key,
                "LISTEN_KEYSTORE", generated.keystore().toString(),
                "LISTEN_PASSWORD_FILE", generated.passwordFile().toString());
    }

    /** What the SFU is told: media on these addresses, signalling on loopback all the same. */
    public Map<String, String> forSfu() {
        String all = String.join(",", addresses);
        return Map.of("SFU_MEDIA_BIND", all, "SFU_ADDRESSES", all);
    }

    /**
     * Looks whether the port can be had.
     *
     * @throws Failure with what to do
     */
    public void requireFree() {
        for (String address : addresses) {
            try (ServerSocket probe = new ServerSocket()) {
                probe.setReuseAddress(true);
                probe.bind(new InetSocketAddress(address, port));
            } catch (IOException e) {
                throw Failure.missing("Nothing was started, because port " + port + " of " + address
                        + " cannot be opened: " + e.getMessage() + ". End what uses it (ss -ltnp shows it) or choose"
                        + " another with --listen " + host + ":PORT; ports below 1024 are root's.");
            }
        }
    }

    /** As it was written last; empty when the product is on loopback alone. */
    public static Optional<Listening> read(Home home) {
        if (!Files.exists(file(home))) {
            return Optional.empty();
        }
        Properties kept = new Properties();
        try (Reader reader = Files.newBufferedReader(file(home))) {
            kept.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file(home), e);
        }
        return Optional.of(new Listening(
                kept.getProperty("host"),
                Integer.parseInt(kept.getProperty("port")),
                List.of(kept.getProperty("addresses").split(",")),
                kept.getProperty("certificate"),
                kept.getProperty("key")));
    }

    /** Keeps it, or that there is none. */
    public static void write(Home home, Optional<Listening> listening) throws IOException {
        if (listening.isEmpty()) {
            Files.deleteIfExists(file(home));
            return;
        }
        Properties kept = new Properties();
        kept.setProperty("host", listening.get().host());
        kept.setProperty("port", Integer.toString(listening.get().port()));
        kept.setProperty("addresses", String.join(",", listening.get().addresses()));
        kept.setProperty("certificate", listening.get().certificate());
        kept.setProperty("key", listening.get().key());
        try (Writer writer = Files.newBufferedWriter(file(home))) {
            kept.store(writer, null);
        }
    }

    private static Path file(Home home) {
        return home.state().resolve("listen.properties");
    }
}
