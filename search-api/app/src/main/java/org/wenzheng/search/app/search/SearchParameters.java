package org.wenzheng.search.app.search;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.wenzheng.search.app.problem.Problem;
import org.wenzheng.search.app.problem.ProblemException;
import org.wenzheng.search.app.time.OfficeTime;

/**
 * What is searched for, as an address says it: words, mode, values of filters, and days or instants. All may be absent.
 *
 * @param q words
 */
record SearchParameters(
        @Nullable String q,
        @Nullable String mode,
        @Nullable List<String> topic,
        @Nullable List<String> sentiment,
        @Nullable List<String> role,
        @Nullable List<String> office,
        @Nullable List<String> origin,
        @Nullable List<String> call,
        @Nullable String from,
        @Nullable String to) {

    /** UTF-16 characters: longer is no question but a pasted document. */
    private static final int LONGEST_QUERY = 200;

    private static final int MOST_VALUES = 50;

    /**
     * One page of it.
     *
     * @param hidden calls of which nothing is found
     * @throws ProblemException 400 for what cannot be searched
     */
    Inquiry page(OfficeTime time, List<String> hidden, int page, int size) {
        SegmentFilter filter = new SegmentFilter(
                values(topic),
                values(sentiment),
                values(role),
                values(office),
                values(origin),
                values(call),
                hidden,
                time.from("from", Objects.requireNonNullElse(from, "")),
                time.to("to", Objects.requireNonNullElse(to, "")));
        SearchMode searched = SearchMode.of(mode == null || mode.isBlank() ? "fused" : mode);
        return new Inquiry(query(), searched, filter, page, size);
    }

    private String query() {
        String stripped = q == null ? "" : q.strip();
        if (stripped.length() > LONGEST_QUERY) {
            throw ProblemException.of(new Problem(
                    HttpStatus.BAD_REQUEST,
                    "query-too-long",
                    "The query is too long",
                    "Search for at most " + LONGEST_QUERY + " characters; this query has " + stripped.length() + "."));
        }
        return stripped;
    }

    private static List<String> values(@Nullable List<String> values) {
        List<String> given = values == null
                ? List.of()
                : values.stream().filter(value -> !value.isBlank()).distinct().toList();
        if (given.size() > MOST_VALUES || given.stream().anyMatch(value -> value.length() > LONGEST_QUERY)) {
            throw ProblemException.badRequest(
                    "Give a filter at most " + MOST_VALUES + " values of " + LONGEST_QUERY + " characters.");
        }
        return given;
    }
}
