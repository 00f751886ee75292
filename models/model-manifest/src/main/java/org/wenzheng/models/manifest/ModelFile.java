package org.wenzheng.models.manifest;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One file of a model.
 *
 * @param name path inside the model's folder, with {@code /}
 * @param fingerprint of the official bytes
 * @param sources in the order in which they are tried; may be empty for a file that is brought by hand
 */
public record ModelFile(String name, Fingerprint fingerprint, List<FileSource> sources) {

    /** Checks that the name stays inside the model's folder. */
    public ModelFile {
        sources = List.copyOf(sources);
        requireInside(name);
    }

    /** The bytes that may stand under this name: the official ones and those of the alternate sources. */
    public Set<Fingerprint> accepted() {
        Set<Fingerprint> accepted = new LinkedHashSet<>();
        accepted.add(fingerprint);
        sources.forEach(source -> accepted.add(source.fingerprint()));
        return accepted;
    }

    private static void requireInside(String name) {
        if (name.isEmpty() || name.startsWith("/") || name.contains("\\")) {
            throw new IllegalArgumentException("a file's name is a relative path with '/', not '" + name + "'");
        }
        for (String step : name.split("/", -1)) {
            if (step.isEmpty() || step.startsWith(".")) {
                throw new IllegalArgumentException("a file's name has no empty or hidden step: '" + name + "'");
            }
        }
    }
}
