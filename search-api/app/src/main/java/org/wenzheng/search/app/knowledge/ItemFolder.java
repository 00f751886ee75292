package org.wenzheng.search.app.knowledge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.wenzheng.search.contract.knowledge.ItemFile;
import org.wenzheng.search.contract.knowledge.KnowledgeException;
import org.wenzheng.search.contract.knowledge.ServiceItem;

/**
 * The folder of items in force, a file each, which the digital human reads every few seconds. Files may also be put there by hand;
 * one that cannot be read is left out here and told in the log. Safe for any thread.
 */
@Component
class ItemFolder {

    private static final Logger LOG = LoggerFactory.getLogger(ItemFolder.class);

    private record Known(Path file, FileTime changed, long size, Optional<ServiceItem> item) {}

    private final Path folder;
    private Map<Path, Known> known = Map.of();

    ItemFolder(@Value("${wenzheng.knowledge}") String folder) {
        this.folder = Path.of(folder);
    }

    /** The items by code, in order of their codes. @throws IOException when the folder cannot be read */
    synchronized Collection<ServiceItem> items() throws IOException {
        Map<String, ServiceItem> items = new TreeMap<>();
        for (Known file : read()) {
            file.item().ifPresent(item -> items.putIfAbsent(item.code(), item));
        }
        return items.values();
    }

    synchronized Optional<ServiceItem> item(String code) throws IOException {
        return file(code).flatMap(Known::item);
    }

    /** Puts an item into force, in the place of the one of its code. Readers see the old file or the new one whole. */
    synchronized void write(ServiceItem item) throws IOException {
        Path file = file(item.code()).map(Known::file).orElse(folder.resolve(item.code() + ".yaml"));
        Files.createDirectories(folder);
        Path partial = Files.createTempFile(folder, ".item", ".partial");
        try {
            Files.writeString(partial, ItemFile.write(item));
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private Optional<Known> file(String code) throws IOException {
        return read().stream()
                .filter(file -> file.item().map(ServiceItem::code).equals(Optional.of(code)))
                .findFirst();
    }

    private List<Known> read() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        Map<Path, Known> now = new TreeMap<>();
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path file :
                    (Iterable<Path>) found.filter(path -> path.toString().endsWith(".yaml"))::iterator) {
                FileTime changed = Files.getLastModifiedTime(file);
                long size = Files.size(file);
                Known before = known.get(file);
                boolean same = before != null && before.changed().equals(changed) && before.size() == size;
                now.put(file, same ? before : new Known(file, changed, size, parse(file)));
            }
        }
        known = now;
        return List.copyOf(now.values());
    }

    private static Optional<ServiceItem> parse(Path file) throws IOException {
        try {
            return Optional.of(ItemFile.read(file));
        } catch (KnowledgeException e) {
            LOG.warn("An item file is left out: {}", e.getMessage());
            return Optional.empty();
        }
    }
}
