package org.wenzheng.jobs.config;

import java.io.Serializable;
import java.net.URI;

/**
 * How to reach Elasticsearch.
 *
 * @param username empty where the node asks for none
 */
public record ElasticsearchConfig(URI url, String username, String password) implements Serializable {

    @Override
    public String toString() {
        return "ElasticsearchConfig[url=%s, username=%s]".formatted(url, username);
    }
}
