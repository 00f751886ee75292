package org.wenzheng.training;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Texts and their labels, as a CSV file with header columns {@code text} and {@code label} has them (RFC 4180, UTF-8 with
 * or without a byte order mark, other columns ignored).
 *
 * @param texts never blank
 * @param labels one a text
 */
public record LabelledTexts(List<String> texts, List<String> labels) {

    public LabelledTexts {
        texts = List.copyOf(texts);
        labels = List.copyOf(labels);
    }

    /**
     * Reads a file, or several as one.
     *
     * @param limit at most so many rows a file
     * @throws TrainingException if a file is absent, lacks a column or has no row
     */
    public static LabelledTexts read(List<Path> files, int limit) throws TrainingException {
        List<String> texts = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (Path file : files) {
            read(file, limit, texts, labels);
        }
        if (texts.isEmpty()) {
            throw new TrainingException("No row with a text and a label in " + files + ".");
        }
        return new LabelledTexts(texts, labels);
    }

    private static void read(Path file, int limit, List<String> texts, List<String> labels) throws TrainingException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .get();
        try (Reader reader = withoutMark(file);
                CSVParser rows = CSVParser.parse(reader, format)) {
            for (String column : List.of("text", "label")) {
                if (!rows.getHeaderNames().contains(column)) {
                    throw new TrainingException("The file " + file + " has no column named " + column
                            + "; its first line must name text and label. It names " + rows.getHeaderNames() + ".");
                }
            }
            int read = 0;
            for (CSVRecord row : rows) {
                if (read >= limit) {
                    break;
                }
                String text = row.get("text").strip();
                String label = row.get("label").strip();
                if (!text.isEmpty() && !label.isEmpty()) {
                    texts.add(text);
                    labels.add(label);
                    read++;
                }
            }
        } catch (IOException | java.io.UncheckedIOException | IllegalArgumentException | IllegalStateException e) {
            throw new TrainingException(
                    "The file " + file + " cannot be read as CSV with columns text and label: " + e.getMessage());
        }
    }

    private static Reader withoutMark(Path file) throws IOException {
        Reader reader = new java.io.BufferedReader(
                new java.io.InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
        reader.mark(1);
        if (reader.read() != '\uFEFF') {
            reader.reset();
        }
        return reader;
    }

    public int size() {
        return texts.size();
    }

    /** Distinct labels, sorted. */
    public List<String> labelSet() {
        return List.copyOf(new TreeSet<>(labels));
    }

    /** The rows at some places. */
    public LabelledTexts at(List<Integer> places) {
        return new LabelledTexts(
                places.stream().map(texts::get).toList(),
                places.stream().map(labels::get).toList());
    }
}
