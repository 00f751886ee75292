package org.wenzheng.replay.stitch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a manifest of clips: tab-separated text in UTF-8 whose first line names the columns. {@code file} and {@code
 * transcript} must be among them, {@code lang} may be; others are ignored.
 */
public final class StitchManifest {

    private StitchManifest() {}

    /**
     * The clips of a manifest, in its order.
     *
     * @param root the folder that relative files are in; the manifest's own if empty
     * @param language if given and there is a column {@code lang}, only the clips whose language it is
     * @throws InvalidManifestException if a column or a file is missing, or no clip is left
     * @throws IOException if the manifest cannot be read
     */
    public static List<Clip> read(Path manifest, Optional<Path> root, Optional<String> language) throws IOException {
        if (!Files.isRegularFile(manifest)) {
            throw new InvalidManifestException("There is no manifest " + manifest + ". Check its name.");
        }
        List<String> lines = Files.readAllLines(manifest, UTF_8);
        if (lines.isEmpty()) {
            throw new InvalidManifestException(manifest + " is empty. Its first line must name the columns.");
        }
        List<String> columns = List.of(cells(lines.get(0).replaceFirst("^\uFEFF", "")));
        int file = column(manifest, columns, "file");
        int transcript = column(manifest, columns, "transcript");
        int lang = language.isPresent() ? columns.indexOf("lang") : -1;
        Path folder = root.orElseGet(() -> manifest.resolveSibling(""));
        List<Clip> clips = new ArrayList<>();
        for (int line = 1; line < lines.size(); line++) {
            if (lines.get(line).isBlank()) {
                continue;
            }
            String[] cells = cells(lines.get(line));
            if (cells.length <= Math.max(Math.max(file, transcript), lang)) {
                throw new InvalidManifestException(
                        manifest + ", line " + (line + 1) + ": there are only " + cells.length + " columns.");
            }
            if (lang < 0 || language.orElse("").equals(cells[lang])) {
                clips.add(clip(manifest, line + 1, folder, cells[file], cells[transcript]));
            }
        }
        if (clips.isEmpty()) {
            throw new InvalidManifestException(manifest + " names no clip"
                    + language.map(tag -> " whose lang is " + tag).orElse("") + ".");
        }
        return clips;
    }

    private static Clip clip(Path manifest, int line, Path folder, String name, String transcript)
            throws InvalidManifestException {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new InvalidManifestException(manifest + ", line " + line + ": there is no file " + file
                    + ". Paths are relative to the manifest's folder, or to the root that you give.");
        }
        return new Clip(file, name, transcript);
    }

    private static int column(Path manifest, List<String> columns, String name) throws InvalidManifestException {
        int index = columns.indexOf(name);
        if (index < 0) {
            throw new InvalidManifestException(manifest + " has no column \"" + name
                    + "\". Its first line must name the columns, separated by tabs; it has: "
                    + String.join(", ", columns) + ".");
        }
        return index;
    }

    private static String[] cells(String line) {
        return line.split("\t", -1);
    }
}
