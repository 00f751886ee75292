package org.wenzheng.search.contract.knowledge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The items of an office at one moment, by code. Immutable. */
public final class KnowledgeBase {

    private final Map<String, ServiceItem> items;

    private KnowledgeBase(Map<String, ServiceItem> items) {
        this.items = items;
    }

    /** A base of these items. @throws KnowledgeException when two have one code */
    public static KnowledgeBase of(Collection<ServiceItem> items) throws KnowledgeException {
        Map<String, ServiceItem> byCode = new LinkedHashMap<>();
        for (ServiceItem item : items) {
            if (byCode.put(item.code(), item) != null) {
                throw new KnowledgeException(
                        "Two items have the code %s; give one of them another".formatted(item.code()));
            }
        }
        return new KnowledgeBase(byCode);
    }

    /**
     * Reads every {@code .yaml} file of a folder.
     *
     * @throws KnowledgeException with all that is wrong, a line each, when any file is
     */
    public static KnowledgeBase read(Path folder) throws IOException, KnowledgeException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(folder)) {
            files = found.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
        if (files.isEmpty()) {
            throw new KnowledgeException("No .yaml file lies in " + folder);
        }
        List<ServiceItem> items = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        for (Path file : files) {
            try {
                items.add(ItemFile.read(file));
            } catch (KnowledgeException e) {
                wrong.add(e.getMessage());
            }
        }
        if (!wrong.isEmpty()) {
            throw new KnowledgeException(String.join("\n", wrong));
        }
        return of(items);
    }

    /** Those that a second person approved: they name a reviewer. */
    public KnowledgeBase approved() {
        Map<String, ServiceItem> approved = new LinkedHashMap<>(items);
        approved.values().removeIf(item -> item.reviewer() == null || item.editor() == null);
        return new KnowledgeBase(approved);
    }

    /** All items, in order of their files. */
    public Collection<ServiceItem> items() {
        return items.values();
    }

    public Optional<ServiceItem> item(String code) {
        return Optional.ofNullable(items.get(code));
    }
}
