package org.wenzheng.search.app.persistence;

import java.nio.file.Path;
import java.util.Map;

/** On H2 in a file, which is what is used where no other is named. */
class H2PersistenceTest extends PersistenceContract {

    @Override
    Map<String, String> database(Path folder) {
        return Map.of(
                "DATABASE_URL",
                "jdbc:h2:file:" + folder.resolve("wenzheng")
                        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0");
    }
}
