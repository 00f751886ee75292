package org.wenzheng.search.app.persistence;

import static org.junit.jupiter.api.Assumptions.abort;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;

/** On a real PostgreSQL, started for this test. */
@Tag("slow")
class PostgresPersistenceTest extends PersistenceContract {

    private static @Nullable EmbeddedPostgres postgres;

    @Override
    Map<String, String> database(Path folder) {
        try {
            EmbeddedPostgres started = EmbeddedPostgres.builder()
                    .setLocaleConfig("locale", "C")
                    .setCleanDataDirectory(true)
                    .start();
            postgres = started;
            return Map.of(
                    "DATABASE_URL",
                    "jdbc:postgresql://127.0.0.1:" + started.getPort() + "/postgres",
                    "DATABASE_USERNAME",
                    "postgres");
        } catch (IOException | RuntimeException e) {
            return abort("skipped: PostgreSQL does not start here (" + e.getMessage()
                    + "); as root it needs user namespaces: sysctl kernel.unprivileged_userns_clone=1");
        }
    }

    @AfterAll
    static void stopPostgres() throws IOException {
        if (postgres != null) {
            postgres.close();
        }
    }
}
