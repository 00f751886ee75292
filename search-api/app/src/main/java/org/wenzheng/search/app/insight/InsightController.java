package org.wenzheng.search.app.insight;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wenzheng.search.app.problem.ProblemException;
import org.wenzheng.search.app.time.OfficeTime;

@RestController
@RequestMapping("/api/v1/insight")
class InsightController {

    private static final int MOST_DAYS = 90;

    private final EmergingMatters matters;
    private final TopicTrends trends;
    private final OfficeTime time;
    private final Clock clock;

    InsightController(EmergingMatters matters, TopicTrends trends, OfficeTime time, Clock clock) {
        this.matters = matters;
        this.trends = trends;
        this.time = time;
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

    private Instant end(String to) {
        Instant end = time.to("to", to);
        return end == null ? clock.instant() : end;
    }
}
