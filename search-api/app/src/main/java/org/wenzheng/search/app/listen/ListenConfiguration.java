package org.wenzheng.search.app.listen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.util.net.SSLHostConfigCertificate.Type;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Further doors beside loopback HTTP, which programs of this machine use: HTTPS for people, since browsers give microphone and
 * camera only there, and HTTP that says so.
 */
@Configuration(proxyBeanMethods = false)
class ListenConfiguration {

    /** As for loopback: a long query must be read to be refused by name. */
    private static final int HEADER_BYTES = 1 << 20;

    private static final int MOST_CONNECTIONS = 2_000;

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> doors(ListenSettings settings) {
        return factory -> {
            for (String address : settings.addresses()) {
                factory.addAdditionalConnectors(secure(settings, address), plain(settings, address));
            }
        };
    }

    private static Connector secure(ListenSettings settings, String address) {
        Connector connector = connector(address, settings.port());
        connector.setScheme("https");
        connector.setSecure(true);
        connector.setProperty("SSLEnabled", "true");
        SSLHostConfig host = new SSLHostConfig();
        host.setProtocols("TLSv1.2,TLSv1.3");
        SSLHostConfigCertificate certificate = new SSLHostConfigCertificate(host, Type.UNDEFINED);
        if (settings.selfSigned()) {
            certificate.setCertificateKeystoreFile(settings.keystore());
            certificate.setCertificateKeystoreType("PKCS12");
            certificate.setCertificateKeystorePassword(password(settings));
        } else {
            certificate.setCertificateFile(settings.certificate());
            certificate.setCertificateKeyFile(settings.key());
        }
        host.addCertificate(certificate);
        connector.addSslHostConfig(host);
        return connector;
    }

    private static Connector plain(ListenSettings settings, String address) {
        Connector connector = connector(address, settings.plainPort());
        connector.setRedirectPort(settings.port());
        return connector;
    }

    private static Connector connector(String address, int port) {
        Connector connector = new Connector(Http11NioProtocol.class.getName());
        connector.setPort(port);
        connector.setProperty("address", address);
        if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> protocol) {
            protocol.setMaxHttpRequestHeaderSize(HEADER_BYTES);
            protocol.setMaxConnections(MOST_CONNECTIONS);
        }
        return connector;
    }

    private static String password(ListenSettings settings) {
        try {
            return Files.readString(Path.of(settings.passwordFile())).strip();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The password of the certificate cannot be read from " + settings.passwordFile()
                            + "; remove the folder and ./run up --listen makes another.",
                    e);
        }
    }
}
