package org.wenzheng.search.app.insight;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
import org.wenzheng.search.app.knowledge.Gaps;
import org.wenzheng.search.app.problem.ProblemException;
import org.wenzheng.search.app.time.OfficeTime;
import org.wenzheng.search.app.topics.Taxonomy;

@RestController
@RequestMapping("/api/v1/insight")
class InsightController {

    private static final int MOST_DAYS = 90;
    private static final String DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private final EmergingMatters matters;
    private final TopicTrends trends;
    private final Gaps gaps;
    private final Taxonomy taxonomy;
    private final OfficeTime time;
    private final AuditLog audit;
    private final Clock clock;

    InsightController(
            EmergingMatters matters,
            TopicTrends trends,
            Gaps gaps,
            Taxonomy taxonomy,
            OfficeTime time,
            AuditLog audit,
            Clock clock) {
        this.matters = matters;
        this.trends = trends;
        this.gaps = gaps;
        this.taxonomy = taxonomy;
        this.time = time;
        this.audit = audit;
        this.clock = clock;
    }

    @Operation(
            summary = "Matters that were asked about far more than before",
            description = "Compares the hours before \"to\" (now, if absent) with the days before them, by calls.")
    @GetMapping("/emerging")
    Emerging emerging(
            @RequestParam(name = "to", defaultValue = "") String to,
            @RequestParam(name = "hours", defaultValue = "24") int hours,
            @RequestParam(name = "compared_days", defaultValue = "13") int days) {
        if (hours < 1 || hours > MOST_DAYS * 24 || days < 1 || days > MOST_DAYS) {
            throw ProblemException.badRequest("hours is 1 to 2160 and compared_days 1 to 90.");
        }
        return matters.find(end(to), Duration.ofHours(hours), Duration.ofDays(days));
    }

    @Operation(
            summary = "Topics in two periods side by side",
            description = "The days before \"to\" (now, if absent) and as many days before them, by calls.")
    @GetMapping("/topics")
    TopicTrends.Trends topics(
            @RequestParam(name = "to", defaultValue = "") String to,
            @RequestParam(name = "days", defaultValue = "7") int days) {
        if (days < 1 || days > MOST_DAYS) {
            throw ProblemException.badRequest("days is 1 to 90.");
        }
        return trends.find(end(to), Duration.ofDays(days));
    }

    @Operation(
            summary = "What people came with, as a document (DOCX)",
            description =
                    "The days before \"to\" (now, if absent), what emerged in the last of them, and what was not answered;"
                            + " redacted, with how it was made.")
    @GetMapping(value = "/brief", produces = DOCX)
    ResponseEntity<byte[]> brief(
            @RequestParam(name = "to", defaultValue = "") String to,
            @RequestParam(name = "days", defaultValue = "7") int days,
            SignedIn signedIn) {
        TopicTrends.Trends period = topics(to, days);
        Emerging emerging = emerging(to, 24, 13);
        Instant now = clock.instant();
        Brief brief = new Brief(now, emerging, period, gaps.find(period.from(), period.to()));
        String site = ServletUriComponentsBuilder.fromCurrentContextPath().toUriString();
        byte[] document = new BriefDocument(time, taxonomy.names(), site).of(brief);
        audit.add(
                signedIn.getName(),
                AuditAction.BRIEF_EXPORTED,
                null,
                null,
                "%d days, %d calls".formatted(days, period.calls()));
        ContentDisposition file = ContentDisposition.attachment()
                .filename("wenzheng-brief-" + time.day(now) + ".docx")
                .build();
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, file.toString())
                .body(document);
    }

    private Instant end(String to) {
        Instant end = time.to("to", to);
        return end == null ? clock.instant() : end;
    }
}
