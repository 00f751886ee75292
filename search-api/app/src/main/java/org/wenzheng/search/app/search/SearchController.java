package org.wenzheng.search.app.search;

import io.swagger.v3.oas.annotations.Operation;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.wenzheng.search.app.account.SignedIn;
import org.wenzheng.search.app.audit.AuditAction;
import org.wenzheng.search.app.audit.AuditLog;
import org.wenzheng.search.app.calls.DeletedCalls;
import org.wenzheng.search.app.problem.ProblemException;
import org.wenzheng.search.app.time.OfficeTime;
import org.wenzheng.search.app.topics.Taxonomy;

@RestController
@RequestMapping("/api/v1/search")
class SearchController {

    private static final int MOST_HITS = 100;

    private final SegmentSearch search;
    private final OfficeTime time;
    private final DeletedCalls deleted;
    private final Taxonomy taxonomy;
    private final AuditLog audit;
    private final Clock clock;

    SearchController(
            SegmentSearch search,
            OfficeTime time,
            DeletedCalls deleted,
            Taxonomy taxonomy,
            AuditLog audit,
            Clock clock) {
        this.search = search;
        this.time = time;
        this.deleted = deleted;
        this.taxonomy = taxonomy;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping
    SearchResult search(
            @ParameterObject SearchParameters parameters,
            @RequestParam(name = "page", defaultValue = "1") int page,
            @RequestParam(name = "size", defaultValue = "20") int size) {
        if (size < 1 || size > MOST_HITS) {
            throw ProblemException.badRequest("size must lie in 1.." + MOST_HITS + ".");
        }
        if (page < 1 || (long) page * size > SegmentPages.DEEPEST) {
            throw ProblemException.badRequest("Pages count from 1 and end at hit " + SegmentPages.DEEPEST
                    + "; narrow the search by words or filters.");
        }
        return search.search(parameters.page(time, deleted.all(), page, size));
    }

    @Operation(
            summary = "What was found, as a table (CSV)",
            description =
                    "The first 1,000 places with what was searched for and when; the words are redacted, as in the"
                            + " index.")
    @GetMapping(value = "/export", produces = "text/csv")
    ResponseEntity<byte[]> export(@ParameterObject SearchParameters parameters, SignedIn signedIn) {
        List<String> hidden = deleted.all();
        List<SearchResult.Hit> hits = new ArrayList<>();
        SearchResult first = search.search(parameters.page(time, hidden, 1, MOST_HITS));
        SearchResult last = first;
        hits.addAll(first.hits());
        for (int page = 2; last.hits().size() == MOST_HITS && page * MOST_HITS <= SegmentPages.DEEPEST; page++) {
            last = search.search(parameters.page(time, hidden, page, MOST_HITS));
            hits.addAll(last.hits());
        }
        Instant now = clock.instant();
        String site = ServletUriComponentsBuilder.fromCurrentContextPath().toUriString();
        String table = new SearchTable(time, taxonomy.names(), site).of(parameters, first, hits, now);
        audit.add(
                signedIn.getName(),
                AuditAction.SEARCH_EXPORTED,
                null,
                null,
                "%d places of %d calls".formatted(hits.size(), first.totalCalls()));
        ContentDisposition file = ContentDisposition.attachment()
                .filename("wenzheng-" + time.day(now) + ".csv")
                .build();
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, file.toString())
                .body(table.getBytes(StandardCharsets.UTF_8));
    }
}
