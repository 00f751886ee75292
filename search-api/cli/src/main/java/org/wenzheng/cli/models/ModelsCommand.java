package org.wenzheng.cli.models;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.wenzheng.cli.Failure;
import org.wenzheng.models.manifest.ModelStore;
import org.wenzheng.models.manifest.ModelStoreException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Weights: what there is, fetching, verifying. */
@Command(name = "models", mixinStandardHelpOptions = true, description = "Weights: list, fetch, verify.")
public final class ModelsCommand {

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Every known model and whether it is here.")
    int list(@Option(names = "--json", description = "One JSON object.") boolean json) throws IOException {
        List<ModelStore.Listed> models = ModelFetch.store().list();
        if (json) {
            System.out.println(new ObjectMapper()
                    .writeValueAsString(Map.of(
                            "models",
                            models.stream()
                                    .map(m -> Map.of(
                                            "name", m.manifest().name(),
                                            "role", m.manifest().role(),
                                            "licence", m.manifest().licence(),
                                            "bytes", m.manifest().bytes(),
                                            "state", word(m)))
                                    .toList())));
            return 0;
        }
        System.out.printf("%-16s %-16s %-12s %9s  %s%n", "model", "role", "licence", "size", "here");
        for (ModelStore.Listed model : models) {
            System.out.printf(
                    "%-16s %-16s %-12s %6.1f MB  %s%s%n",
                    model.manifest().name(),
                    model.manifest().role(),
                    model.manifest().licence(),
                    model.manifest().bytes() / 1e6,
                    word(model),
                    model.manifest().tested() ? "" : " (not tested by us)");
        }
        return 0;
    }

    private static String word(ModelStore.Listed model) {
        return model.state().name().toLowerCase(Locale.ROOT);
    }

    @Command(name = "fetch", mixinStandardHelpOptions = true, description = "Brings models into this user's cache.")
    int fetch(@Parameters(paramLabel = "MODEL", arity = "1..*") List<String> names) {
        ModelFetch.fetch(names);
        return 0;
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "Hashes the files of models anew; without names, of all that are here.")
    int verify(@Parameters(paramLabel = "MODEL", arity = "0..*") List<String> names) {
        ModelStore store = ModelFetch.store();
        List<String> chosen = names != null
                ? names
                : store.list().stream()
                        .filter(m -> m.state() == ModelStore.State.INSTALLED)
                        .map(m -> m.manifest().name())
                        .toList();
        boolean right = true;
        for (String name : chosen) {
            try {
                for (ModelStore.Checked file : store.verify(name)) {
                    System.out.printf("%-5s %s/%s%n", file.right() ? "right" : "WRONG", name, file.file());
                    if (!file.right()) {
                        right = false;
                        System.out.println("      expected " + file.expected() + ", got " + file.got());
                    }
                }
            } catch (ModelStoreException e) {
                throw Failure.failed(String.valueOf(e.getMessage()));
            }
        }
        return right ? 0 : 1;
    }
}
