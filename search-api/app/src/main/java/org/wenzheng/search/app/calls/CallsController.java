package org.wenzheng.search.app.calls;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wenzheng.search.app.account.SignedIn;
import org.wenzheng.search.app.audit.AuditAction;
import org.wenzheng.search.app.audit.AuditLog;
import org.wenzheng.search.app.problem.ProblemException;
import org.wenzheng.search.contract.CallDocument;
import org.wenzheng.search.contract.SegmentDocument;

@RestController
@RequestMapping("/api/v1/calls")
class CallsController {

    private static final int LARGEST_PAGE = 100;
    /** Elasticsearch's own limit. */
    private static final int DEEPEST = 10_000;

    private final CallIndex calls;
    private final RecordedCalls recorded;
    private final AuditLog audit;

    CallsController(CallIndex calls, RecordedCalls recorded, AuditLog audit) {
        this.calls = calls;
        this.recorded = recorded;
        this.audit = audit;
    }

    /** Who speaks on which track. */
    record Speaker(String participant, String role, String track) {}

    /**
     * A whole call.
     *
     * @param media whether it can be played
     */
    record CallDetail(CallDocument call, List<Speaker> speakers, List<SegmentDocument> segments, boolean media) {}

    @GetMapping
    CallIndex.CallPage list(
            @RequestParam(name = "page", defaultValue = "1") int page,
            @RequestParam(name = "size", defaultValue = "20") int size) {
        if (size < 1 || size > LARGEST_PAGE || page < 1 || (long) page * size > DEEPEST) {
            throw ProblemException.badRequest("Pages count from 1, size lies in 1.." + LARGEST_PAGE
                    + ", and the list ends at call " + DEEPEST + ".");
        }
        return calls.list(page, size);
    }

    @GetMapping("/{call}")
    CallDetail show(@PathVariable("call") String id, SignedIn signedIn) {
        CallDocument call = calls.require(id);
        List<SegmentDocument> segments = calls.segments(call.call());
        audit.add(signedIn.getName(), AuditAction.CALL_READ, call.call(), null);
        List<Speaker> speakers = segments.stream()
                .map(segment -> new Speaker(segment.participant(), segment.role(), segment.track()))
                .distinct()
                .toList();
        return new CallDetail(call, speakers, segments, recorded.canBePlayed(call));
    }
}
