package org.wenzheng.search.app;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the product keeps its data.
 *
 * @param var absolute path of {@code WENZHENG_VAR}
 */
@ConfigurationProperties("wenzheng")
public record DataFolder(Path var) {

    /** Tokens and the first password: 0700, its files 0600. */
    public Path secrets() {
        return var.resolve("secrets");
    }
}
