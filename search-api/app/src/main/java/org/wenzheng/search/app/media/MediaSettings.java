package org.wenzheng.search.app.media;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Of playing; defaults stand in {@code application.yml}.
 *
 * @param recordingsUrl where the recording job writes, {@code file://}
 * @param listeningLasts how long one stated purpose holds
 */
@ConfigurationProperties("wenzheng.media")
record MediaSettings(URI recordingsUrl, Duration listeningLasts) {

    MediaSettings {
        if (!"file".equals(recordingsUrl.getScheme()) || recordingsUrl.getPath() == null) {
            throw new IllegalArgumentException(
                    "RECORDINGS_URL must read file:///folder; other stores cannot be" + " played from yet.");
        }
        if (listeningLasts.isNegative() || listeningLasts.isZero()) {
            throw new IllegalArgumentException("wenzheng.media.listening-lasts must be longer than nothing.");
        }
    }

    Path root() {
        return Path.of(recordingsUrl.getPath());
    }
}
