package org.wenzheng.search.app.audit;

import io.swagger.v3.oas.annotations.Operation;
import java.util.Arrays;
import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wenzheng.search.app.problem.ProblemException;
import org.wenzheng.search.app.time.OfficeTime;

/** Shows the audit log to whoever may see it; nothing here writes but that it was looked at. */
@RestController
class AuditController {

    private static final int LARGEST_PAGE = 200;
    private static final int DEEPEST = 100_000;
    private static final int MOST_VALUES = 50;
    private static final int LONGEST_CALL = 64;

    private final AuditLog audit;
    private final OfficeTime time;

    AuditController(AuditLog audit, OfficeTime time) {
        this.audit = audit;
        this.time = time;
    }

    @Operation(
            summary = "The audit log, the latest entry first",
            description = "Filters add up; values of one filter are alternatives. from and to are days (both included,"
                    + " in the offices' time zone) or instants (to excluded). The log is append-only: the database"
                    + " refuses changes. Reading it is an entry itself. Administrators only.")
    @GetMapping("/api/v1/audit")
    AuditPage show(
            @RequestParam(name = "from", defaultValue = "") String from,
            @RequestParam(name = "to", defaultValue = "") String to,
            @RequestParam(name = "account", defaultValue = "") List<String> accounts,
            @RequestParam(name = "action", defaultValue = "") List<String> actions,
            @RequestParam(name = "call", defaultValue = "") String call,
            @RequestParam(name = "page", defaultValue = "1") int page,
            @RequestParam(name = "size", defaultValue = "50") int size,
            Authentication signedIn) {
        if (size < 1 || size > LARGEST_PAGE || page < 1 || (long) page * size > DEEPEST) {
            throw ProblemException.badRequest("Pages count from 1, size lies in 1.." + LARGEST_PAGE
                    + ", and pages end at entry " + DEEPEST + "; narrow the time.");
        }
        if (accounts.size() > MOST_VALUES || actions.size() > MOST_VALUES || call.length() > LONGEST_CALL) {
            throw ProblemException.badRequest("Give a filter at most " + MOST_VALUES + " values.");
        }
        AuditFilter filter = new AuditFilter(
                time.from("from", from),
                time.to("to", to),
                accounts.stream().filter(account -> !account.isBlank()).toList(),
                actions.stream()
                        .filter(action -> !action.isBlank())
                        .map(AuditController::action)
                        .toList(),
                call.isBlank() ? null : call);
        AuditPage found = audit.page(filter, page, size);
        audit.add(signedIn.getName(), AuditAction.AUDIT_READ);
        return found;
    }

    private static AuditAction action(String id) {
        return AuditAction.of(id)
                .orElseThrow(() -> ProblemException.badRequest("action must be one of "
                        + String.join(
                                ", ",
                                Arrays.stream(AuditAction.values())
                                        .map(AuditAction::id)
                                        .toList())
                        + "."));
    }
}
