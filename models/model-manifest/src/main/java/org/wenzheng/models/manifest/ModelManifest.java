package org.wenzheng.models.manifest;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What there is to know of a model before it is loaded.
 *
 * @param name lower-case letters, digits and {@code -}; the folder's name in the cache
 * @param role what it does: {@code recognition}, {@code synthesis}, {@code voice-activity} …
 * @param engine what runs it
 * @param languages BCP 47 tags; empty where a language does not matter
 * @param licence SPDX identifier
 * @param licenceNote who gives it and what it asks, in our words
 * @param card what the model is, what it was made from and where it fails
 * @param tested whether this project has run it
 * @param files all that its engine reads; empty while nobody has pinned it
 * @param unpinnedAddress where an unpinned model lies; null for a pinned one
 */
public record ModelManifest(
        String name,
        String role,
        String engine,
        List<String> languages,
        String licence,
        String licenceNote,
        String card,
        boolean tested,
        List<ModelFile> files,
        @Nullable String unpinnedAddress) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    /** Checks the name and that the model is either pinned or said not to be. */
    public ModelManifest {
        languages = List.copyOf(languages);
        files = List.copyOf(files);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a model's name has lower-case letters, digits and '-', not '" + name + "'");
        }
        if (files.isEmpty() == (unpinnedAddress == null)) {
            throw new IllegalArgumentException(name + " needs either files or unpinned_address");
        }
        if (files.stream().map(ModelFile::name).distinct().count() != files.size()) {
            throw new IllegalArgumentException(name + " names a file twice");
        }
    }

    /** Whether size and SHA-256 of every file are known. */
    public boolean pinned() {
        return unpinnedAddress == null;
    }

    /** Sum of its files as the official source has them. */
    public long bytes() {
        return files.stream().mapToLong(file -> file.fingerprint().size()).sum();
    }
}
