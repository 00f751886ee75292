package org.wenzheng.search.app.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.wenzheng.search.app.recordingkey.RecordingKey;
import org.wenzheng.search.contract.CallDocument;
import org.wenzheng.stream.records.RecordingChunkException;
import org.wenzheng.stream.records.RecordingChunks;

/** Chunks where the recording job put them, as {@link RecordingChunks} says. */
@Component
class RecordingStore {

    private static final Pattern CHUNK = Pattern.compile("(\\d{6})\\.chunk");

    private final Path root;

    RecordingStore(MediaSettings settings) {
        this.root = settings.root();
    }

    /** Tracks of a call that have sound. */
    List<String> tracks(CallDocument call) {
        return names(root.resolve(RecordingChunks.folder(startedAtUs(call), call.call()))).stream()
                // A folder's name has every octet that is no letter, digit, - or _ as %XX.
                .map(folder -> URLDecoder.decode(folder, StandardCharsets.UTF_8))
                .filter(track -> lastIndex(call, track).isPresent())
                .toList();
    }

    /** Index of a track's last chunk. */
    OptionalInt lastIndex(CallDocument call, String track) {
        return names(file(call, track, 0).resolveSibling("")).stream()
                .map(CHUNK::matcher)
                .filter(name -> name.matches())
                .mapToInt(name -> Integer.parseInt(name.group(1)))
                .max();
    }

    /**
     * A chunk, checked and decrypted; empty where nothing was said or recorded.
     *
     * @throws UnreadableRecordingException when the file is damaged, was changed, or has another key
     */
    Optional<RecordingChunks.Opened> chunk(CallDocument call, RecordingKey key, String track, int index) {
        String path = RecordingChunks.path(startedAtUs(call), call.call(), track, index);
        try {
            byte[] stored = Files.readAllBytes(root.resolve(path));
            return Optional.of(RecordingChunks.open(stored, path, key.bytes()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (RecordingChunkException e) {
            throw new UnreadableRecordingException(e);
        } catch (IOException e) {
            throw new UncheckedIOException("The recording's file " + path + " cannot be read.", e);
        }
    }

    /**
     * Deletes a call's folder in whichever month it lies.
     *
     * @return how many chunks were in it
     */
    int delete(String call) {
        int chunks = 0;
        for (Path folder : folders(call)) {
            for (Path path : within(folder)) {
                try {
                    boolean chunk =
                            CHUNK.matcher(String.valueOf(path.getFileName())).matches();
                    if (Files.deleteIfExists(path) && chunk) {
                        chunks++;
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException("The recording's file " + path + " cannot be deleted.", e);
                }
            }
        }
        return chunks;
    }

    /** When a call's last file was written. */
    Optional<Instant> lastWritten(String call) {
        return folders(call).stream()
                .flatMap(folder -> within(folder).stream())
                .map(path -> path.toFile().lastModified())
                .max(Comparator.naturalOrder())
                .map(Instant::ofEpochMilli);
    }

    /** Of every month: a replay may have been given another start. */
    private List<Path> folders(String call) {
        String name = String.valueOf(Path.of(RecordingChunks.folder(0, call)).getFileName());
        return names(root).stream()
                .map(root::resolve)
                .flatMap(year -> names(year).stream().map(year::resolve))
                .map(month -> month.resolve(name))
                .filter(Files::isDirectory)
                .toList();
    }

    /** A folder's files and folders, the deepest first, and the folder itself last. */
    private static List<Path> within(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.sorted(Comparator.reverseOrder()).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("The recordings' folder " + folder + " cannot be read.", e);
        }
    }

    private Path file(CallDocument call, String track, int index) {
        return root.resolve(RecordingChunks.path(startedAtUs(call), call.call(), track, index));
    }

    private static long startedAtUs(CallDocument call) {
        Instant start = Instant.parse(call.startedAt());
        return start.getEpochSecond() * 1_000_000 + start.getNano() / 1000;
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .sorted()
                    .toList();
        } catch (NotDirectoryException | NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("The recordings' folder " + folder + " cannot be read.", e);
        }
    }
}
