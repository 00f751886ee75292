package org.wenzheng.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.wenzheng.models.manifest.ModelStore;
import org.wenzheng.models.manifest.ModelStoreException;

/** Weights of this machine for tests. */
public final class InstalledWeights {

    private InstalledWeights() {}

    /**
     * A folder of weights with these models and no other; skips the test where one was not fetched.
     *
     * @param folder to be made
     */
    public static Path only(Path folder, List<String> models) throws IOException, ModelStoreException {
        ModelStore store = ModelStore.open(ModelStore.defaultCache(System.getenv()));
        Files.createDirectories(folder);
        for (String model : models) {
            try {
                Files.createSymbolicLink(folder.resolve(model), store.resolve(model));
            } catch (ModelStoreException.Absent e) {
                Assumptions.abort("skipped: " + e.getMessage());
            }
        }
        return folder;
    }
}
