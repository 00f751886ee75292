package org.wenzheng.search.app.report;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wenzheng.search.app.problem.ProblemException;
import org.wenzheng.search.app.time.OfficeTime;

@RestController
@RequestMapping("/api/v1/reports/service")
class ReportController {

    private static final int MOST_DAYS = 366;

    private final ServiceReports reports;
    private final ReportedCalls calls;
    private final OfficeTime time;
    private final Clock clock;

    ReportController(ServiceReports reports, ReportedCalls calls, OfficeTime time, Clock clock) {
        this.reports = reports;
        this.calls = calls;
        this.time = time;
        this.clock = clock;
    }

    @Operation(
            summary = "How service went",
            description =
                    "Calls that began from \"from\" to \"to\" (days, inclusive; yesterday if absent) and have ended, beside as many days before;"
                            + " of one office or one account if asked for.")
    @GetMapping
    ServiceReport service(
            @RequestParam(name = "from", defaultValue = "") String from,
            @RequestParam(name = "to", defaultValue = "") String to,
            @RequestParam(name = "office", defaultValue = "") String office,
            @RequestParam(name = "staff", defaultValue = "") String staff) {
        return reports.make(scope(from, to, office, staff), clock.instant());
    }

    @Operation(summary = "The calls behind a figure of the report", description = "Takes the report's own parameters.")
    @GetMapping("/calls")
    ReportedCalls.Listed calls(
            @RequestParam(name = "metric") String metric,
            @RequestParam(name = "from", defaultValue = "") String from,
            @RequestParam(name = "to", defaultValue = "") String to,
            @RequestParam(name = "office", defaultValue = "") String office,
            @RequestParam(name = "staff", defaultValue = "") String staff) {
        ServiceMetric asked = ServiceMetric.of(metric)
                .orElseThrow(() -> ProblemException.badRequest("metric is the id of one that the report shows."));
        return calls.behind(scope(from, to, office, staff), asked);
    }

    private ReportScope scope(String from, String to, String office, String staff) {
        String yesterday = time.day(clock.instant()).minusDays(1).toString();
        Instant begin = time.from("from", from.isBlank() ? yesterday : from);
        Instant end = time.to("to", to.isBlank() ? (from.isBlank() ? yesterday : from) : to);
        if (begin == null || end == null || !begin.isBefore(end)) {
            throw ProblemException.badRequest("from must lie before to.");
        }
        if (Duration.between(begin, end).toDays() > MOST_DAYS) {
            throw ProblemException.badRequest("A report spans at most " + MOST_DAYS + " days.");
        }
        return new ReportScope(begin, end, given(office), given(staff));
    }

    private static @Nullable String given(String value) {
        return value.isBlank() ? null : value;
    }
}
