package org.wenzheng.search.app.listen;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How other machines reach this server; {@code ./run up --listen} gives it.
 *
 * @param addresses of this machine, none: loopback alone
 * @param host by which people open the pages
 * @param port of HTTPS
 * @param plainPort where HTTP says to use HTTPS
 * @param certificate PEM chain, or empty for {@code keystore}
 * @param key PEM key of {@code certificate}
 * @param keystore PKCS #12 with a certificate that was generated here
 * @param passwordFile with the password of {@code keystore}
 */
@ConfigurationProperties("wenzheng.listen")
record ListenSettings(
        List<String> addresses,
        String host,
        int port,
        int plainPort,
        String certificate,
        String key,
        String keystore,
        String passwordFile) {

    /** Where people open the pages. */
    String origin() {
        String name = host.contains(":") ? "[" + host + "]" : host;
        return "https://" + name + (port == 443 ? "" : ":" + port);
    }

    /** Whether browsers warn of the certificate, since nobody they know signed it. */
    boolean selfSigned() {
        return certificate.isEmpty();
    }
}
