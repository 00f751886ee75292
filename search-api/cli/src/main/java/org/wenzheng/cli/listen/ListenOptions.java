package org.wenzheng.cli.listen;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wenzheng.cli.Failure;
import org.wenzheng.cli.Home;
import picocli.CommandLine.Option;

/** What {@code up} is told of other machines. */
public final class ListenOptions {

    private static final int PORT = 8443;

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS[:PORT]",
            description = "Lets other machines in, by HTTPS: a name or address of this machine, or 0.0.0.0 for all"
                    + " (port " + PORT + " unless given). Without it only this machine gets in.")
    @Nullable
    String listen;

    @Option(names = "--certificate", description = "PEM chain for HTTPS; one is generated when none is given.")
    @Nullable
    Path certificate;

    @Option(names = "--key", description = "PEM key of --certificate.")
    @Nullable
    Path key;

    /** Whether other machines are let in. */
    public boolean given() {
        return listen != null;
    }

    /**
     * What these options mean on this machine; empty for loopback alone. A certificate is generated where none is given.
     *
     * @throws Failure with what to change
     */
    public Optional<Listening> resolve(Home home) throws IOException, InterruptedException {
        if ((certificate == null) != (key == null)) {
            throw Failure.usage("--certificate and --key belong together; give both or none.");
        }
        if (listen == null) {
            if (certificate != null) {
                throw Failure.usage("--certificate is for --listen; add --listen ADDRESS.");
            }
            return Optional.empty();
        }
        int colon = listen.lastIndexOf(':');
        boolean withPort = colon > 0 && listen.indexOf(':') == colon || listen.contains("]:");
        String host = (withPort ? listen.substring(0, colon) : listen).replaceAll("[\\[\\]]", "");
        List<String> addresses = addresses(host);
        String opened = isWildcard(host) ? addresses.get(0) : host;
        Listening listening = new Listening(
                opened, withPort ? port(listen.substring(colon + 1)) : PORT, addresses, pem(certificate), pem(key));
        if (certificate == null) {
            new GeneratedCertificate(home).prepare(opened, addresses);
        }
        return Optional.of(listening);
    }

    /** The file to be given to the desks' browsers; null where the operator has a certificate. */
    public @Nullable Path generated(Home home) {
        return certificate == null ? new GeneratedCertificate(home).certificate() : null;
    }

    private static List<String> addresses(String host) {
        try {
            List<InetAddress> ours = NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                    .toList();
            List<InetAddress> wanted = isWildcard(host) ? ours : List.of(InetAddress.getAllByName(host));
            List<String> addresses = wanted.stream()
                    .filter(ours::contains)
                    // People read and type those of IPv4.
                    .sorted(Comparator.comparing(address -> address instanceof Inet4Address ? 0 : 1))
                    .map(ListenOptions::text)
                    .distinct()
                    .toList();
            if (addresses.isEmpty()) {
                throw Failure.usage("--listen " + host + " is no address of this machine that others reach. It has "
                        + ours.stream().map(ListenOptions::text).toList()
                        + "; give one of them, or a name that leads to one.");
            }
            return addresses;
        } catch (UnknownHostException e) {
            throw Failure.usage("--listen " + host + " leads to no address. Enter the name in your DNS or in"
                    + " /etc/hosts, or give an address.");
        } catch (SocketException e) {
            throw Failure.failed("The addresses of this machine cannot be read: " + e.getMessage());
        }
    }

    /** Without the interface's name. */
    private static String text(InetAddress address) {
        return address.getHostAddress().replaceFirst("%.*", "");
    }

    private static boolean isWildcard(String host) {
        return host.equals("0.0.0.0") || host.equals("::") || host.equals("*");
    }

    private static int port(String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_535 || Integer.parseInt(text) == 0) {
            throw Failure.usage("The port of --listen must lie in 1 to 65535, but is " + text + ".");
        }
        return Integer.parseInt(text);
    }

    private static String pem(@Nullable Path file) throws IOException {
        if (file == null) {
            return "";
        }
        if (!Files.isReadable(file) || !Files.readString(file).contains("-----BEGIN ")) {
            throw Failure.usage(file + " is no PEM file that can be read; it must begin with -----BEGIN.");
        }
        return file.toAbsolutePath().normalize().toString();
    }
}
