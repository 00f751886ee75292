package org.wenzheng.search.app.live;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

@RestController
class LiveController {

    private final LiveCalls calls;

    LiveController(LiveCalls calls) {
        this.calls = calls;
    }

    /** Events {@code segment} (a SegmentDocument), {@code call} (a CallDocument) and {@code ping}. */
    @GetMapping(path = "/api/v1/calls/{call}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter events(@PathVariable("call") String call) {
        return calls.watch(call);
    }
}
