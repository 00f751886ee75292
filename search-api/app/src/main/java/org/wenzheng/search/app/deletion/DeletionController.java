package org.wenzheng.search.app.deletion;

import io.swagger.v3.oas.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wenzheng.search.app.account.SignedIn;
import org.wenzheng.search.app.calls.CallId;
import org.wenzheng.search.app.problem.ProblemException;

@RestController
@RequestMapping("/api/v1/calls/{call}")
class DeletionController {

    private static final int LONGEST_REASON = 500;

    private final Deletions deletions;

    DeletionController(Deletions deletions) {
        this.deletions = deletions;
    }

    @Operation(
            summary = "Deletes a call for good: text and sound",
            description =
                    "Nothing brings it back, neither a late result nor a replay of the same recording. Answers with"
                            + " a receipt that stands in the audit log. 409 while the call runs.")
    @DeleteMapping
    Receipt deleteCall(
            @PathVariable("call") String call,
            @RequestParam(name = "reason", defaultValue = "") String reason,
            SignedIn signedIn) {
        return deletions.deleteCall(signedIn.getName(), CallId.require(call), reason(reason));
    }

    @Operation(
            summary = "Deletes a call's sound for good; its redacted text stays",
            description =
                    "The key goes first, so that no copy of the files can be heard, then the files. Answers with a"
                            + " receipt that stands in the audit log. 409 while the call runs, 410 when it was deleted before.")
    @DeleteMapping("/recording")
    Receipt deleteRecording(
            @PathVariable("call") String call,
            @RequestParam(name = "reason", defaultValue = "") String reason,
            SignedIn signedIn) {
        return deletions.deleteRecording(signedIn.getName(), CallId.require(call), reason(reason));
    }

    private static @Nullable String reason(String reason) {
        String stripped = reason.strip();
        if (stripped.length() > LONGEST_REASON) {
            throw ProblemException.badRequest("reason has at most " + LONGEST_REASON + " characters.");
        }
        return stripped.isEmpty() ? null : stripped;
    }
}
