package org.wenzheng.digitalhuman.knowledge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.wenzheng.search.contract.knowledge.ItemFile;
import org.wenzheng.search.contract.knowledge.KnowledgeException;
import org.wenzheng.search.contract.knowledge.Material;
import org.wenzheng.search.contract.knowledge.ServiceItem;

/**
 * Items out of another system's export: JSON lines, one object an item, or CSV with a head line. What is written are drafts of
 * version 0, without a reviewer: an editor looks at each before it is approved.
 */
public final class ItemImport {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_STATEMENT = 300;
    private static final int MAX_STATEMENTS = 20;

    private final Columns columns;

    public ItemImport(Columns columns) {
        this.columns = columns;
    }

    /**
     * Reads a file whole.
     *
     * @throws KnowledgeException with the line and reason of the first row that cannot be an item
     */
    public List<ServiceItem> read(Path file) throws IOException, KnowledgeException {
        boolean csv = String.valueOf(file.getFileName()).endsWith(".csv");
        List<Map<String, List<String>>> rows = csv ? csv(file) : jsonLines(file);
        List<ServiceItem> items = new ArrayList<>();
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < rows.size(); i++) {
            String place = "%s:%d".formatted(file.getFileName(), csv ? i + 2 : i + 1);
            ServiceItem item = item(place, rows.get(i), i + 1);
            if (!codes.add(item.code())) {
                throw new KnowledgeException("%s: the code %s is there twice; map code to a column without repetitions"
                        .formatted(place, item.code()));
            }
            items.add(item);
        }
        if (items.isEmpty()) {
            throw new KnowledgeException(file + ": no item is in it");
        }
        return items;
    }

    /** Writes a file an item into a folder. Files that lie there are written over. */
    public static void write(List<ServiceItem> items, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (ServiceItem item : items) {
            Files.writeString(folder.resolve(item.code() + ".yaml"), ItemFile.write(item), StandardCharsets.UTF_8);
        }
    }

    private ServiceItem item(String place, Map<String, List<String>> row, int number) throws KnowledgeException {
        String name = one("name", row);
        if (name == null) {
            throw new KnowledgeException("%s: no column holds the name; say which by --map name=COLUMN. There are: %s"
                    .formatted(place, row.keySet()));
        }
        String code = one("code", row);
        return new ServiceItem(
                (code == null ? "item-" + number : code).replaceAll("[^\\p{L}\\p{N}._-]", "-"),
                name,
                one("category", row),
                one("department", row),
                columns.values("aliases", row),
                columns.values("questions", row),
                statements("conditions", row),
                List.of(),
                columns.values("materials", row).stream()
                        .map(text -> new Material(cut(text), Map.of()))
                        .limit(MAX_STATEMENTS * 5L)
                        .toList(),
                statements("steps", row),
                one("where", row),
                one("hours", row),
                one("legal_time", row),
                one("promised_time", row),
                visits(one("visits", row)),
                one("fee", row),
                one("phone", row),
                one("complaint_phone", row),
                one("law", row),
                null,
                null,
                0,
                null,
                null);
    }

    private @Nullable String one(String field, Map<String, List<String>> row) {
        List<String> values = columns.values(field, row);
        return values.isEmpty() ? null : cut(values.get(0));
    }

    /** Long legal text in sentences, as they would be spoken. */
    private List<String> statements(String field, Map<String, List<String>> row) {
        return columns.values(field, row).stream()
                .flatMap(text -> Stream.of(text.split("(?<=[。；;\n])")))
                .map(text -> text.replaceAll("[。；;\\s]+$", "").strip())
                .filter(text -> !text.isEmpty())
                .map(ItemImport::cut)
                .limit(MAX_STATEMENTS)
                .toList();
    }

    private static @Nullable Integer visits(@Nullable String text) {
        String digits = text == null ? "" : text.replaceAll("\\D", "");
        return digits.isEmpty() || digits.length() > 3 ? null : Integer.valueOf(digits);
    }

    private static String cut(String text) {
        String flat = text.replaceAll("\\s+", " ").strip();
        return flat.length() > MAX_STATEMENT ? flat.substring(0, MAX_STATEMENT) : flat;
    }

    private static List<Map<String, List<String>>> jsonLines(Path file) throws IOException, KnowledgeException {
        List<Map<String, List<String>>> rows = new ArrayList<>();
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            int number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (!line.isBlank()) {
                    rows.add(object("%s:%d".formatted(file.getFileName(), number), line));
                }
            }
        }
        return rows;
    }

    private static Map<String, List<String>> object(String place, String line) throws KnowledgeException {
        JsonNode node;
        try {
            node = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new KnowledgeException(place + ": " + e.getOriginalMessage() + "; each line is one JSON object", e);
        }
        if (!node.isObject()) {
            throw new KnowledgeException(place + ": each line is one JSON object");
        }
        Map<String, List<String>> row = new LinkedHashMap<>();
        node.properties().forEach(field -> {
            List<String> values = new ArrayList<>();
            if (field.getValue().isArray()) {
                field.getValue().forEach(value -> values.add(value.asText()));
            } else if (field.getValue().isValueNode() && !field.getValue().isNull()) {
                values.add(field.getValue().asText());
            }
            row.put(field.getKey(), values);
        });
        return row;
    }

    private static List<Map<String, List<String>>> csv(Path file) throws IOException, KnowledgeException {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setTrim(true)
                .get();
        List<Map<String, List<String>>> rows = new ArrayList<>();
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            reader.mark(1);
            if (reader.read() != '\uFEFF') {
                reader.reset();
            }
            for (CSVRecord line : format.parse(reader)) {
                Map<String, List<String>> row = new LinkedHashMap<>();
                line.toMap().forEach((column, value) -> row.put(column, List.of(value.split("[|\n]"))));
                rows.add(row);
            }
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw new KnowledgeException(file + ": " + e.getMessage(), e);
        }
        return rows;
    }
}
