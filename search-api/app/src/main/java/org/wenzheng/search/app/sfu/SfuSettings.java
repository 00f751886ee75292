package org.wenzheng.search.app.sfu;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the SFU is; defaults stand in {@code application.yml}.
 *
 * @param url its HTTP address
 * @param keys as {@code SFU_KEYS} has them, {@code name:secret}; empty: no calls can be begun
 * @param timeout of connecting to it and of a room service call
 */
@ConfigurationProperties("wenzheng.sfu")
public record SfuSettings(URI url, String keys, Duration timeout) {

    /** Where clients' WebSockets go. */
    public URI webSockets() {
        return URI.create(url.toString().replaceFirst("^http", "ws"));
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "SfuSettings[url=" + url + "]";
    }
}
