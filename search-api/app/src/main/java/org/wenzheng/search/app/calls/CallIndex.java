package org.wenzheng.search.app.calls;

import java.util.List;
import java.util.Optional;
import org.wenzheng.search.app.problem.ProblemException;
import org.wenzheng.search.contract.CallDocument;
import org.wenzheng.search.contract.SegmentDocument;

/** Calls and segments; what was deleted is not there. Every method throws a 503 problem while the index is away. */
public interface CallIndex {

    /** A call's document. */
    Optional<CallDocument> find(String call);

    /**
     * A call's document.
     *
     * @throws ProblemException 404 where there is none
     */
    default CallDocument require(String call) {
        return find(CallId.require(call)).orElseThrow(CallId::unknown);
    }

    /** One page of calls, the latest first; pages count from 1. */
    CallPage list(int page, int size);

    /** How many calls of this origin have ended and can be found by words of theirs. */
    long countFound(String origin);

    /** All segments of a call by their start, without vectors. */
    List<SegmentDocument> segments(String call);

    /**
     * One page of calls.
     *
     * @param total of all pages
     */
    record CallPage(long total, List<CallDocument> calls) {}
}
