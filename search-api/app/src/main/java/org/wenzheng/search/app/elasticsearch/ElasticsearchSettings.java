package org.wenzheng.search.app.elasticsearch;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where Elasticsearch is; defaults stand in {@code application.yml}.
 *
 * @param username empty: none is asked for
 */
@ConfigurationProperties("wenzheng.elasticsearch")
record ElasticsearchSettings(
        URI url, String username, String password, Duration connectTimeout, Duration responseTimeout) {

    ElasticsearchSettings {
        if (url.getHost() == null || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
            throw new IllegalArgumentException("ELASTICSEARCH_URL must read http://host:port or https://host:port.");
        }
    }

    /** Never prints the password. */
    @Override
    public String toString() {
        return "ElasticsearchSettings[" + url + "]";
    }
}
