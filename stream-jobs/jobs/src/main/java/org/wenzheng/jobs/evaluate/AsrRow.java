package org.wenzheng.jobs.evaluate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A clip and what is said in it.
 *
 * @param name as the manifest has it
 * @param file where it lies
 * @param group its folder
 */
record AsrRow(String name, Path file, String group, String transcript) {

    /**
     * Reads a TSV whose header names at least {@code file}, {@code transcript} and {@code lang}.
     *
     * @param root that paths are relative to; the manifest's folder if null
     * @param language rows of others are left out
     * @throws IllegalArgumentException naming the line that cannot be used
     */
    static List<AsrRow> read(Path manifest, @Nullable Path root, String language) throws IOException {
        List<String> lines = Files.readAllLines(manifest, StandardCharsets.UTF_8);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException(manifest + " is empty: its first line names the columns");
        }
        List<String> header = Arrays.asList(lines.get(0).replace("\uFEFF", "").split("\t", -1));
        int file = column(header, "file", manifest);
        int transcript = column(header, "transcript", manifest);
        int lang = column(header, "lang", manifest);
        Path base = root == null ? manifest.toAbsolutePath().resolveSibling("") : root;
        List<AsrRow> rows = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            String[] fields = lines.get(i).split("\t", -1);
            if (fields.length <= Math.max(file, Math.max(transcript, lang))) {
                throw new IllegalArgumentException("%s, line %s: %s columns, the header has %s"
                        .formatted(manifest, i + 1, fields.length, header.size()));
            }
            if (fields[lang].strip().equals(language)) {
                Path clip = base.resolve(fields[file].strip());
                Path folder = clip.toAbsolutePath().normalize().getParent();
                String group = folder == null || folder.getFileName() == null
                        ? "."
                        : folder.getFileName().toString();
                rows.add(new AsrRow(fields[file].strip(), clip, group, fields[transcript].strip()));
            }
        }
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("%s has no row with lang %s".formatted(manifest, language));
        }
        return rows;
    }

    private static int column(List<String> header, String name, Path manifest) {
        int at = header.indexOf(name);
        if (at < 0) {
            throw new IllegalArgumentException(
                    "%s has no column '%s'; its columns are: %s".formatted(manifest, name, String.join(", ", header)));
        }
        return at;
    }
}
