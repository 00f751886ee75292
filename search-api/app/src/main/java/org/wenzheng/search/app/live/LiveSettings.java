package org.wenzheng.search.app.live;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Of event streams; defaults stand in {@code application.yml}.
 *
 * @param most streams at a time
 * @param ping after which silence a stream shows that it lives
 */
@ConfigurationProperties("wenzheng.live")
record LiveSettings(int most, Duration ping) {}
