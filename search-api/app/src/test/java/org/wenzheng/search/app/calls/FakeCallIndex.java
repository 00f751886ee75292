package org.wenzheng.search.app.calls;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.wenzheng.search.contract.CallDocument;
import org.wenzheng.search.contract.SegmentDocument;
import org.wenzheng.search.contract.SegmentDocument.RedactedSpan;

/** Calls in memory. */
public final class FakeCallIndex implements CallIndex {

    private final Map<String, CallDocument> calls = new ConcurrentHashMap<>();
    private final Map<String, List<SegmentDocument>> segments = new ConcurrentHashMap<>();

    public void put(CallDocument call, List<SegmentDocument> itsSegments) {
        calls.put(call.call(), call);
        segments.put(call.call(), itsSegments);
    }

    @Override
    public Optional<CallDocument> find(String call) {
        return Optional.ofNullable(calls.get(call));
    }

    @Override
    public CallPage list(int page, int size) {
        List<CallDocument> sorted = calls.values().stream()
                .sorted(Comparator.comparing(CallDocument::startedAt).reversed())
                .toList();
        return new CallPage(
                sorted.size(),
                sorted.stream().skip((page - 1L) * size).limit(size).toList());
    }

    @Override
    public long countFound(String origin) {
        return calls.values().stream()
                .filter(call -> call.origin().equals(origin) && !call.state().equals("running") && call.segments() > 0)
                .count();
    }

    @Override
    public List<SegmentDocument> segments(String call) {
        return segments.getOrDefault(call, List.of());
    }

    /** A call of 25 s that began at 16:30 UTC, which is another day in China. */
    public static CallDocument call(String id, String state) {
        return new CallDocument(
                1,
                id,
                "居住证签注",
                "demo",
                true,
                "澄湖区政务服务中心",
                "澄湖区",
                "公安综合窗口",
                "居住证签注",
                "video",
                "zh",
                "2026-11-24T16:30:00Z",
                null,
                25_000,
                state,
                true,
                2,
                List.of("residence"),
                "neutral",
                0.1f,
                null,
                null,
                null);
    }

    public static SegmentDocument segment(
            String call, String track, long startMs, String text, RedactedSpan... redacted) {
        return new SegmentDocument(
                1,
                call,
                call + ":" + track + ":" + startMs,
                track,
                track,
                "citizen",
                "demo",
                true,
                "居住证签注",
                "澄湖区政务服务中心",
                "澄湖区",
                "公安综合窗口",
                "居住证签注",
                "2026-11-24T16:30:00Z",
                "2026-11-24T16:30:01Z",
                startMs,
                startMs + 2000,
                text,
                List.of(),
                0.9f,
                false,
                true,
                1,
                "zh",
                "whisper-base/1",
                "neutral",
                0.7f,
                0.1f,
                List.of("residence"),
                List.of(redacted),
                null,
                null,
                null,
                0);
    }
}
