package org.wenzheng.jobs.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Texts and the personal details in them, as somebody wrote them down. */
final class RedactionSet {

    /** A line of the set; spans in order of appearance. */
    record Item(String text, List<Span> spans) {}

    /**
     * A detail.
     *
     * @param start UTF-16 offset in the text
     * @param end exclusive
     */
    record Span(String kind, int start, int end) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private RedactionSet() {}

    /**
     * Reads a file of tab separated lines {@code text, spans} under a header; {@code spans} is a JSON list of
     * {@code {"kind","text"}}.
     *
     * @throws IOException naming the line that cannot be read, and why
     */
    static List<Item> read(Path file) throws IOException {
        List<Item> items = new ArrayList<>();
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        if (lines.isEmpty() || !lines.get(0).equals("text\tspans")) {
            throw new IOException(file + " does not begin with the header text, tab, spans");
        }
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                items.add(item(lines.get(i), file + ", line " + (i + 1)));
            }
        }
        return items;
    }

    private static Item item(String line, String where) throws IOException {
        int tab = line.indexOf('\t');
        if (tab < 0) {
            throw new IOException(where + ": no tab between text and spans");
        }
        String text = line.substring(0, tab);
        List<Span> spans = new ArrayList<>();
        int from = 0;
        for (JsonNode span : json(line.substring(tab + 1), where)) {
            String value = span.path("text").asText();
            int start = text.indexOf(value, from);
            if (value.isEmpty() || start < 0) {
                throw new IOException(where + ": a span's text does not stand in the line after the span before it");
            }
            from = start + value.length();
            spans.add(new Span(span.path("kind").asText(), start, from));
        }
        return new Item(text, spans);
    }

    private static JsonNode json(String spans, String where) throws IOException {
        try {
            return JSON.readTree(spans);
        } catch (JsonProcessingException e) {
            throw new IOException(where + ": spans are no JSON list", e);
        }
    }
}
