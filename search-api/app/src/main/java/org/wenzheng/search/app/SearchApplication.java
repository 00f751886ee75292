package org.wenzheng.search.app;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Serves REST, server-sent events and the browser's pages on the loopback address. Settings: {@code application.yml}. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class SearchApplication {

    /** Starts the server; ready when {@code /actuator/health/readiness} says UP. */
    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(SearchApplication.class);
        Path var = Path.of(System.getenv().getOrDefault("WENZHENG_VAR", "var"));
        // The database's address needs an absolute path.
        application.setDefaultProperties(
                Map.of("wenzheng.var", var.toAbsolutePath().normalize().toString()));
        application.run(args);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
