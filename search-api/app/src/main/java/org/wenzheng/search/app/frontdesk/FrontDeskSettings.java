package org.wenzheng.search.app.frontdesk;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The desk that calls begin at; defaults stand in {@code application.yml}.
 *
 * @param office written to each call, as is {@code district}; may be empty
 * @param language BCP 47 tag of what is spoken
 * @param callsPerAddress that one network address may begin within {@code addressWindow}
 */
@ConfigurationProperties("wenzheng.front-desk")
record FrontDeskSettings(String office, String district, String language, int callsPerAddress, Duration addressWindow) {

    FrontDeskSettings {
        if (callsPerAddress < 1 || addressWindow.isNegative()) {
            throw new IllegalArgumentException("wenzheng.front-desk: calls-per-address must be 1 or more.");
        }
    }
}
