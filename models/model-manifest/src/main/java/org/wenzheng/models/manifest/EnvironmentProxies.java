package org.wenzheng.models.manifest;

import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the proxy that {@code HTTPS_PROXY}, {@code HTTP_PROXY}, {@code ALL_PROXY} and {@code NO_PROXY} name (either
 * case), as the package clients do; without them the JVM's own settings decide.
 */
final class EnvironmentProxies extends ProxySelector {
    private final Map<String, String> environment;
    private final ProxySelector jvm;

    EnvironmentProxies(Map<String, String> environment, ProxySelector jvm) {
        this.environment = environment;
        this.jvm = jvm;
    }

    @Override
    public List<Proxy> select(URI address) {
        URI proxy = proxyFor(address);
        if (proxy == null) {
            return jvm.select(address);
        }
        if (excepted(address)) {
            return List.of(Proxy.NO_PROXY);
        }
        return List.of(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.getHost(), port(proxy))));
    }

    @Override
    public void connectFailed(URI address, SocketAddress proxy, IOException failure) {
        // The client throws the same failure.
    }

    /** Answers a proxy's question with the user and password of its address; null when no proxy has any. */
    @Nullable
    Authenticator authenticator() {
        boolean credentials = List.of("http", "https").stream()
                .map(scheme -> proxyFor(URI.create(scheme + "://any")))
                .anyMatch(proxy -> proxy != null && proxy.getRawUserInfo() != null);
        return credentials ? new ProxyCredentials() : null;
    }

    private @Nullable URI proxyFor(URI address) {
        String value = variable(address.getScheme() + "_proxy");
        if (value == null) {
            value = variable("all_proxy");
        }
        if (value == null) {
            return null;
        }
        URI proxy = URI.create(value.contains("://") ? value : "http://" + value);
        return proxy.getHost() == null ? null : proxy;
    }

    private static int port(URI proxy) {
        if (proxy.getPort() >= 0) {
            return proxy.getPort();
        }
        return "https".equals(proxy.getScheme()) ? 443 : 80;
    }

    private boolean excepted(URI address) {
        String exceptions = variable("no_proxy");
        if (exceptions == null || address.getHost() == null) {
            return false;
        }
        String host = address.getHost().toLowerCase(Locale.ROOT);
        for (String entry : exceptions.toLowerCase(Locale.ROOT).split("[,\\s]+")) {
            String suffix =
                    entry.startsWith("*.") ? entry.substring(2) : entry.startsWith(".") ? entry.substring(1) : entry;
            if (entry.equals("*") || (!suffix.isEmpty() && (host.equals(suffix) || host.endsWith("." + suffix)))) {
                return true;
            }
        }
        return false;
    }

    private @Nullable String variable(String lowerCase) {
        String value = environment.get(lowerCase);
        if (value == null) {
            value = environment.get(lowerCase.toUpperCase(Locale.ROOT));
        }
        return value == null || value.isBlank() ? null : value.strip();
    }

    private final class ProxyCredentials extends Authenticator {
        @Override
        protected @Nullable PasswordAuthentication getPasswordAuthentication() {
            if (getRequestorType() != RequestorType.PROXY) {
                return null;
            }
            URI proxy = proxyFor(URI.create(getRequestingURL().getProtocol() + "://any"));
            String user = proxy == null ? null : proxy.getRawUserInfo();
            if (user == null) {
                return null;
            }
            String[] pair = user.split(":", 2);
            return new PasswordAuthentication(
                    decoded(pair[0]), decoded(pair.length > 1 ? pair[1] : "").toCharArray());
        }

        private String decoded(String text) {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        }
    }
}
