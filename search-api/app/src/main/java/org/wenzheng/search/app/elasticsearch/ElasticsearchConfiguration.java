package org.wenzheng.search.app.elasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.jackson.Jackson3JsonpMapper;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import org.apache.http.HttpHost;
import org.apache.http.auth.AuthScope;
import org.apache.http.auth.UsernamePasswordCredentials;
import org.apache.http.impl.client.BasicCredentialsProvider;
import org.apache.http.impl.nio.reactor.IOReactorConfig;
import org.elasticsearch.client.RestClient;
import org.elasticsearch.client.RestClientBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The client of 8.19, which servers of 8.19 and 9.x understand. */
@Configuration(proxyBeanMethods = false)
class ElasticsearchConfiguration {

    @Bean(destroyMethod = "close")
    ElasticsearchClient elasticsearchClient(ElasticsearchSettings settings) {
        RestClientBuilder builder =
                RestClient.builder(HttpHost.create(settings.url().toString()));
        builder.setRequestConfigCallback(request -> request.setConnectTimeout(
                        (int) settings.connectTimeout().toMillis())
                .setSocketTimeout((int) settings.responseTimeout().toMillis()));
        builder.setHttpClientConfigCallback(http -> {
            // Two reactor threads carry some hundred requests a second.
            http.setDefaultIOReactorConfig(
                    IOReactorConfig.custom().setIoThreadCount(2).build());
            if (!settings.username().isEmpty()) {
                BasicCredentialsProvider credentials = new BasicCredentialsProvider();
                credentials.setCredentials(
                        AuthScope.ANY, new UsernamePasswordCredentials(settings.username(), settings.password()));
                http.setDefaultCredentialsProvider(credentials);
            }
            return http;
        });
        JsonMapper json = JsonMapper.builder()
                // Documents of other versions have more fields or fewer.
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build();
        return new ElasticsearchClient(new RestClientTransport(builder.build(), new Jackson3JsonpMapper(json)));
    }
}
