package org.wenzheng.search.app.dispatch;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.wenzheng.search.app.calls.CallId;
import org.wenzheng.search.app.problem.ProblemException;

/** Where digital humans come for calls, and window staff sees who waits. */
@RestController
class DispatchController {

    private static final int MAX_CAPACITY = 64;
    private static final String WORKER = "[A-Za-z0-9-]{1,64}";

    private final Dispatch dispatch;
    private final Clock clock;

    DispatchController(Dispatch dispatch, Clock clock) {
        this.dispatch = dispatch;
        this.clock = clock;
    }

    record Renewal(@Nullable String worker, int capacity, @Nullable List<HeldCall> held) {}

    /** @param waitingSeconds how long the citizen has waited for a person, null when none is wanted */
    record HeldCall(
            String call,
            @Nullable Long waitingSeconds,
            @Nullable Boolean urgent,
            @Nullable Map<String, Object> brief) {}

    @PostMapping(path = "/internal/v1/digital-human/leases", consumes = MediaType.APPLICATION_JSON_VALUE)
    Dispatch.Leases renew(@RequestBody Renewal renewal) {
        String worker = renewal.worker();
        if (worker == null || !worker.matches(WORKER) || renewal.capacity() < 0 || renewal.capacity() > MAX_CAPACITY) {
            throw ProblemException.badRequest(
                    "Send JSON with \"worker\" (letters, digits, hyphens), \"capacity\" (0 to 64) and \"held\".");
        }
        List<HeldCall> held = renewal.held() == null ? List.of() : renewal.held();
        return dispatch.renew(
                worker, renewal.capacity(), held.stream().map(this::held).toList());
    }

    @DeleteMapping("/internal/v1/digital-human/leases/{call}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void release(@PathVariable("call") String call, @RequestParam("worker") String worker) {
        dispatch.release(worker, CallId.require(call));
    }

    @GetMapping("/api/v1/queue")
    List<Dispatch.Queued> queue() {
        return dispatch.queue();
    }

    private Dispatch.Held held(HeldCall one) {
        Long waited = one.waitingSeconds();
        Map<String, Object> brief = one.brief();
        return new Dispatch.Held(
                CallId.require(one.call()),
                waited == null || brief == null
                        ? null
                        : new Waiting(
                                clock.instant().minusSeconds(Math.max(0, waited)),
                                Boolean.TRUE.equals(one.urgent()),
                                brief));
    }
}
