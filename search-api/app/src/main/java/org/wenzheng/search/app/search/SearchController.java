package org.wenzheng.search.app.search;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wenzheng.search.app.problem.Problem;
import org.wenzheng.search.app.problem.ProblemException;

@RestController
class SearchController {

    /** UTF-16 characters: longer is no question but a pasted document. */
    private static final int LONGEST_QUERY = 200;

    private static final int MOST_HITS = 100;
    private static final int MOST_VALUES = 50;

    private final SegmentSearch search;
    private final SearchSettings settings;

    SearchController(SegmentSearch search, SearchSettings settings) {
        this.search = search;
        this.settings = settings;
    }

    @GetMapping("/api/v1/search")
    SearchResult search(
            @RequestParam(name = "q", defaultValue = "") String query,
            @RequestParam(name = "mode", defaultValue = "fused") String mode,
            @RequestParam(name = "topic", defaultValue = "") List<String> topics,
            @RequestParam(name = "sentiment", defaultValue = "") List<String> sentiments,
            @RequestParam(name = "role", defaultValue = "") List<String> roles,
            @RequestParam(name = "office", defaultValue = "") List<String> offices,
            @RequestParam(name = "origin", defaultValue = "") List<String> origins,
            @RequestParam(name = "call", defaultValue = "") List<String> calls,
            @RequestParam(name = "from", defaultValue = "") String from,
            @RequestParam(name = "to", defaultValue = "") String to,
            @RequestParam(name = "page", defaultValue = "1") int page,
            @RequestParam(name = "size", defaultValue = "20") int size) {
        SegmentFilter filter = new SegmentFilter(
                values(topics),
                values(sentiments),
                values(roles),
                values(offices),
                values(origins),
                values(calls),
                instant("from", from, 0),
                instant("to", to, 1));
        requirePage(page, size);
        return search.search(new Inquiry(query(query), SearchMode.of(mode), filter, page, size));
    }

    private static String query(String query) {
        String stripped = query.strip();
        if (stripped.length() > LONGEST_QUERY) {
            throw ProblemException.of(new Problem(
                    HttpStatus.BAD_REQUEST,
                    "query-too-long",
                    "The query is too long",
                    "Search for at most " + LONGEST_QUERY + " characters; this query has " + stripped.length() + "."));
        }
        return stripped;
    }

    private static List<String> values(List<String> values) {
        List<String> given =
                values.stream().filter(value -> !value.isBlank()).distinct().toList();
        if (given.size() > MOST_VALUES || given.stream().anyMatch(value -> value.length() > LONGEST_QUERY)) {
            throw ProblemException.badRequest(
                    "Give a filter at most " + MOST_VALUES + " values of " + LONGEST_QUERY + " characters.");
        }
        return given;
    }

    private static void requirePage(int page, int size) {
        if (size < 1 || size > MOST_HITS) {
            throw ProblemException.badRequest("size must lie in 1.." + MOST_HITS + ".");
        }
        if (page < 1 || (long) page * size > SegmentPages.DEEPEST) {
            throw ProblemException.badRequest("Pages count from 1 and end at hit " + SegmentPages.DEEPEST
                    + "; narrow the search by words or filters.");
        }
    }

    /** A day, whose end is exclusive ({@code plusDays} 1), or an instant with its offset. */
    private @Nullable Instant instant(String name, String text, int plusDays) {
        if (text.isBlank()) {
            return null;
        }
        try {
            return text.length() == "2026-11-25".length()
                    ? LocalDate.parse(text)
                            .plusDays(plusDays)
                            .atStartOfDay(settings.timeZone())
                            .toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw ProblemException.badRequest(name + " must read like 2026-11-25 or 2026-11-25T08:00:00+08:00.");
        }
    }
}
