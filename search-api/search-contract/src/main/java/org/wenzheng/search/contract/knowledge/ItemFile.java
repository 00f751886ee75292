package org.wenzheng.search.contract.knowledge;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The YAML file of a service item: what an editor writes. Everything wrong in it is told with its line. */
public final class ItemFile {

    /** Larger files are refused unread. */
    static final int MAX_BYTES = 256 * 1024;

    private static final int MAX_TEXT = 1_000;
    private static final int MAX_LIST = 100;

    private static final ObjectMapper YAML = new YAMLMapper(YAMLFactory.builder()
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                    .build())
            .registerModule(new Dates())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .setDefaultPropertyInclusion(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_EMPTY);

    private ItemFile() {}

    /** Reads a file. @throws KnowledgeException with file, line and reason */
    public static ServiceItem read(Path file) throws IOException, KnowledgeException {
        String name = String.valueOf(file.getFileName());
        if (Files.size(file) > MAX_BYTES) {
            throw new KnowledgeException(
                    "%s: larger than %d kB; split it into items".formatted(name, MAX_BYTES / 1024));
        }
        return parse(name, Files.readString(file, StandardCharsets.UTF_8));
    }

    /**
     * Reads an item.
     *
     * @param name of the file, for messages
     * @throws KnowledgeException with file, line and reason
     */
    public static ServiceItem parse(String name, String yaml) throws KnowledgeException {
        ServiceItem item;
        try {
            item = YAML.readValue(yaml, ServiceItem.class);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw new KnowledgeException(
                    "%s:%d: %s%s"
                            .formatted(
                                    name, at == null ? 1 : at.getLineNr(), field(e), firstLine(e.getOriginalMessage())),
                    e);
        }
        if (item == null) {
            throw new KnowledgeException(name + ":1: the file is empty");
        }
        check(name, yaml, item);
        return item;
    }

    /** An item of these fields, named as in a file. @throws KnowledgeException with line of the file it would be, and reason */
    public static ServiceItem of(Map<String, Object> fields) throws KnowledgeException {
        try {
            return parse("item", YAML.writeValueAsString(fields));
        } catch (JsonProcessingException e) {
            throw new KnowledgeException("item:1: " + firstLine(e.getOriginalMessage()), e);
        }
    }

    /** An item as a file's text. */
    public static String write(ServiceItem item) {
        try {
            return YAML.writeValueAsString(item);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an item can always be written", e);
        }
    }

    /** An item's fields as its file names them, without those that say nothing. */
    public static Map<String, Object> fields(ServiceItem item) {
        return YAML.convertValue(item, new TypeReference<Map<String, Object>>() {});
    }

    private static void check(String name, String yaml, ServiceItem item) throws KnowledgeException {
        required(name, yaml, "code", item.code());
        required(name, yaml, "name", item.name());
        if (!item.code().matches("[\\p{L}\\p{N}._-]{1,64}")) {
            throw at(name, yaml, "code", "a code has up to 64 letters, digits, dots, hyphens");
        }
        if (item.code().toLowerCase(Locale.ROOT).equals("none")) {
            throw at(name, yaml, "code", "the code none is taken: it stands for no item");
        }
        if (item.version() < 0) {
            throw at(name, yaml, "version", "a version is 0 or more");
        }
        if (item.validFrom() != null
                && item.validUntil() != null
                && item.validUntil().isBefore(item.validFrom())) {
            throw at(name, yaml, "valid_until", "the item ends before it begins");
        }
        if (item.editor() != null && item.editor().equals(item.reviewer())) {
            throw at(name, yaml, "reviewer", "the reviewer must be another person than the editor");
        }
        Map<String, List<String>> lists = Map.of(
                "aliases", item.aliases(),
                "questions", item.questions(),
                "conditions", item.conditions(),
                "steps", item.steps(),
                "materials", item.materials().stream().map(Material::text).toList());
        for (Map.Entry<String, List<String>> list : lists.entrySet()) {
            if (list.getValue().size() > MAX_LIST) {
                throw at(name, yaml, list.getKey(), "more than " + MAX_LIST + " entries");
            }
            for (String text : list.getValue()) {
                if (text.isBlank() || text.length() > MAX_TEXT) {
                    throw at(name, yaml, list.getKey(), "an entry is empty or longer than " + MAX_TEXT + " characters");
                }
            }
        }
        for (Material material : item.materials()) {
            for (Map.Entry<String, String> value : material.when().entrySet()) {
                if (item.slots().stream()
                        .noneMatch(slot -> slot.key().equals(value.getKey())
                                && slot.choices().containsKey(value.getValue()))) {
                    throw at(
                            name,
                            yaml,
                            "materials",
                            "\"%s\" depends on %s: %s, which no slot offers"
                                    .formatted(material.text(), value.getKey(), value.getValue()));
                }
            }
        }
    }

    private static void required(String name, String yaml, String key, @Nullable String value)
            throws KnowledgeException {
        if (value == null || value.isBlank()) {
            throw at(name, yaml, key, "is missing; every item needs it");
        }
    }

    private static KnowledgeException at(String name, String yaml, String key, String reason) {
        String[] lines = yaml.split("\n", -1);
        int line = 1;
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].startsWith(key + ":")) {
                line = i + 1;
            }
        }
        return new KnowledgeException("%s:%d: %s: %s".formatted(name, line, key, reason));
    }

    /** The field that a value stands in, where it is known. */
    private static String field(JsonProcessingException e) {
        return e instanceof JsonMappingException mapping
                        && !(e instanceof UnrecognizedPropertyException)
                        && !mapping.getPath().isEmpty()
                        && mapping.getPath().get(0).getFieldName() != null
                ? mapping.getPath().get(0).getFieldName() + ": "
                : "";
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("").strip();
    }
}
