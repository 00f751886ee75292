package org.wenzheng.search.app.media;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.wenzheng.search.contract.CallDocument;
import org.wenzheng.stream.records.v1.RecordingChunk;

/**
 * Chunks as the recording job laid them out: {@code <yyyy>/<MM>/<call>/<track>/<index, 6 digits>.chunk}, year and month of
 * the call's start in UTC.
 */
@Component
class RecordingStore {

    private static final String SUFFIX = ".chunk";
    private static final DateTimeFormatter YEAR_AND_MONTH =
            DateTimeFormatter.ofPattern("uuuu/MM", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path root;

    RecordingStore(MediaSettings settings) {
        this.root = settings.root();
    }

    /** Tracks of a call that have sound, in the order of their names. */
    List<String> tracks(CallDocument call) {
        return names(folder(call)).stream()
                .filter(track -> lastIndex(call, track).isPresent())
                .toList();
    }

    /** Index of a track's last chunk. */
    OptionalInt lastIndex(CallDocument call, String track) {
        return names(folder(call).resolve(track)).stream()
                .filter(name -> name.matches("\\d{6}\\.chunk"))
                .mapToInt(name -> Integer.parseInt(name.substring(0, name.length() - SUFFIX.length())))
                .max();
    }

    /** A chunk as it was sealed; empty where nothing was said or recorded. */
    Optional<RecordingChunk> chunk(CallDocument call, String track, int index) {
        Path file = folder(call).resolve(track).resolve(String.format(Locale.ROOT, "%06d", index) + SUFFIX);
        try {
            return Optional.of(RecordingChunk.parseFrom(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (InvalidProtocolBufferException e) {
            throw new UncheckedIOException("The recording's file " + file + " is damaged.", e);
        } catch (IOException e) {
            throw new UncheckedIOException("The recording's file " + file + " cannot be read.", e);
        }
    }

    private Path folder(CallDocument call) {
        return root.resolve(YEAR_AND_MONTH.format(Instant.parse(call.startedAt())))
                .resolve(call.call());
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        } catch (java.nio.file.NotDirectoryException | NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("The recordings' folder " + folder + " cannot be read.", e);
        }
    }
}
