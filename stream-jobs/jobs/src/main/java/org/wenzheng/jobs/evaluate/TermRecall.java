package org.wenzheng.jobs.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.wenzheng.models.runtime.speech.CharacterErrorRate;

/** How many of the terms that were said were written, letter by letter. */
final class TermRecall {

    private final List<String> terms;
    private int said;
    private int written;

    TermRecall(List<String> terms) {
        this.terms = terms.stream()
                .map(CharacterErrorRate::normalise)
                .filter(term -> !term.isEmpty())
                .distinct()
                .toList();
    }

    /**
     * Reads terms, one a line.
     *
     * @throws IllegalArgumentException if there are none
     */
    static List<String> read(Path file) throws IOException {
        List<String> terms = Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank())
                .toList();
        if (terms.isEmpty()) {
            throw new IllegalArgumentException(file.getFileName() + " holds no terms: give one a line");
        }
        return terms;
    }

    /** Counts a clip. */
    void add(String reference, String recognised) {
        String expected = CharacterErrorRate.normalise(reference);
        String got = CharacterErrorRate.normalise(recognised);
        for (String term : terms) {
            int times = times(expected, term);
            said += times;
            written += Math.min(times, times(got, term));
        }
    }

    int said() {
        return said;
    }

    /** Of the terms that were said; 0 where none was. */
    double recall() {
        return said == 0 ? 0 : (double) written / said;
    }

    private static int times(String text, String term) {
        int times = 0;
        for (int at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + term.length())) {
            times++;
        }
        return times;
    }
}
