package org.wenzheng.search.app.search;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.wenzheng.models.runtime.embedding.BgeEmbedder;

@Configuration(proxyBeanMethods = false)
class EmbedderConfiguration {

    @Bean
    EmbedderLoader embedderLoader() {
        return BgeEmbedder::load;
    }
}
