package org.wenzheng.search.app.search;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wenzheng.search.app.calls.DeletedCalls;
import org.wenzheng.search.app.problem.Problem;
import org.wenzheng.search.app.problem.ProblemException;
import org.wenzheng.search.app.time.OfficeTime;

@RestController
class SearchController {

    /** UTF-16 characters: longer is no question but a pasted document. */
    private static final int LONGEST_QUERY = 200;

    private static final int MOST_HITS = 100;
    private static final int MOST_VALUES = 50;

    private final SegmentSearch search;
    private final OfficeTime time;
    private final DeletedCalls deleted;

    SearchController(SegmentSearch search, OfficeTime time, DeletedCalls deleted) {
        this.search = search;
        this.time = time;
        this.deleted = deleted;
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
                deleted.all(),
                time.from("from", from),
                time.to("to", to));
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
}
