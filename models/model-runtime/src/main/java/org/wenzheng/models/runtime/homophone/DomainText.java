package org.wenzheng.models.runtime.homophone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Chinese text of an office, as files of any kind hold it: YAML, JSON lines, CSV, plain text. What stands between marks of
 * such formats is a field; a field that is nothing but Han characters is a name and weighs more than a part of a sentence. What
 * occurs twice counts once.
 */
public final class DomainText {

    private static final int NAME_WEIGHT = 3;
    private static final int LONGEST_NAME = 30;
    private static final int SHORT = 4;

    /** Bytes that are read at most, of all files together. */
    private static final long MOST_BYTES = 64L << 20;

    private static final Pattern FIELD = Pattern.compile("[^\\t\\r\\n,\"\\[\\]{}:]+");
    private static final Pattern HAN = Pattern.compile("[\\u4e00-\\u9fff]{2,}");

    private DomainText() {}

    /**
     * A stretch of Han characters.
     *
     * @param weight how often it counts
     */
    record Stretch(String text, int weight) {}

    /**
     * The files that count: those given and those in given folders, whose names begin with no dot, in order of their paths.
     *
     * @throws IOException if a folder cannot be read
     */
    public static List<Path> files(List<Path> places) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path place : places) {
            try (Stream<Path> below = Files.exists(place) ? Files.walk(place) : Stream.empty()) {
                below.filter(Files::isRegularFile)
                        .filter(file -> hidden(place, file).noneMatch(name -> name.startsWith(".")))
                        .sorted()
                        .forEach(files::add);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
        return files;
    }

    private static Stream<String> hidden(Path place, Path file) {
        List<String> names = new ArrayList<>();
        place.relativize(file).forEach(name -> names.add(name.toString()));
        return names.stream();
    }

    /** Reads files; bytes that are no UTF-8 are left out. */
    static List<Stretch> read(List<Path> files) throws IOException {
        List<Stretch> stretches = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        long left = MOST_BYTES;
        for (Path file : files) {
            long size = Files.size(file);
            if (size > left) {
                throw new IOException("The office's texts are larger than %d MB: leave %s out"
                        .formatted(MOST_BYTES >> 20, file.getFileName()));
            }
            left -= size;
            add(new String(Files.readAllBytes(file), StandardCharsets.UTF_8), stretches, seen);
        }
        return stretches;
    }

    static void add(String text, List<Stretch> stretches, Set<String> seen) {
        Matcher fields = FIELD.matcher(text);
        while (fields.find()) {
            String field = fields.group().strip();
            boolean name = field.length() <= LONGEST_NAME && Lexicon.isHan(field);
            Matcher han = HAN.matcher(field);
            while (han.find()) {
                if (seen.add(han.group()) || han.group().length() <= SHORT) {
                    stretches.add(new Stretch(han.group(), name ? NAME_WEIGHT : 1));
                }
            }
        }
    }
}
