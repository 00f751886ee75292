package org.wenzheng.jobs.insight;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wenzheng.jobs.insight.index.IndexWrite;
import org.wenzheng.media.records.MediaTopics;
import org.wenzheng.media.records.v1.Role;
import org.wenzheng.search.contract.CallDocument;
import org.wenzheng.search.contract.SearchIndices;
import org.wenzheng.search.contract.SegmentDocument;
import org.wenzheng.search.contract.SegmentDocument.RedactedSpan;
import org.wenzheng.search.contract.SegmentDocument.WordSpan;
import org.wenzheng.search.contract.ServiceQuality;
import org.wenzheng.stream.records.StreamTopics;

/** Documents of the search index. */
final class Documents {
    private static final ObjectMapper JSON = new ObjectMapper();

    IndexWrite segment(CallFacts facts, RedactedSegment segment, Analysis analysis) {
        SegmentDocument document = new SegmentDocument(
                SearchIndices.SCHEMA_VERSION,
                facts.call(),
                segment.segment(),
                segment.track(),
                segment.participant(),
                role(segment.role()),
                facts.origin(),
                facts.syntheticSpeech(),
                facts.title(),
                facts.office(),
                facts.district(),
                facts.department(),
                facts.matter(),
                facts.startedAt().toString(),
                facts.startedAt().plusMillis(segment.startMs()).toString(),
                segment.startMs(),
                segment.endMs(),
                segment.text(),
                segment.words().stream()
                        .map(w -> new WordSpan(w.startChar(), w.endChar(), w.startMs(), w.endMs(), w.confidence()))
                        .toList(),
                segment.confidence(),
                segment.unheard(),
                segment.isFinal(),
                segment.revision(),
                segment.language(),
                segment.engine(),
                analysis.sentiment(),
                analysis.probability(),
                analysis.urgency(),
                analysis.topics().stream().map(LabelScore::label).toList(),
                segment.spans().stream()
                        .map(s -> new RedactedSpan(s.kind().id(), s.startChar(), s.endChar(), s.startMs(), s.endMs()))
                        .toList(),
                analysis.vector().length == 0 ? null : analysis.vector(),
                segment.outcome(),
                segment.item(),
                segment.lastCapturedAtUs() / 1000);
        return new IndexWrite(
                SearchIndices.segments(facts.startedAt()),
                segment.segment(),
                SearchIndices.version(segment.isFinal(), segment.revision()),
                json(document),
                StreamTopics.TRANSCRIPTS,
                facts.call(),
                segment.source());
    }

    IndexWrite call(CallFacts facts, CallStatus status, CallScore score, @Nullable ServiceQuality quality) {
        int durationMs = durationMs(facts, status, score);
        CallDocument document = new CallDocument(
                SearchIndices.SCHEMA_VERSION,
                facts.call(),
                facts.title(),
                facts.origin(),
                facts.syntheticSpeech(),
                facts.office(),
                facts.district(),
                facts.department(),
                facts.matter(),
                facts.channel(),
                facts.language(),
                facts.startedAt().toString(),
                status.ended() ? Instant.ofEpochMilli(status.endedAtUs() / 1000).toString() : null,
                durationMs,
                status.state(),
                status.recorded(),
                score.segments(),
                score.topics().stream().map(LabelScore::label).toList(),
                score.sentiment().label(),
                score.urgency(),
                score.outcome(),
                score.items().isEmpty() ? null : score.items(),
                quality);
        return new IndexWrite(
                SearchIndices.calls(facts.startedAt()),
                facts.call(),
                // Time only grows, so a later state of the call has a higher version, in every replay the same.
                SearchIndices.version(status.ended(), durationMs),
                json(document),
                MediaTopics.CALL_EVENTS,
                facts.call(),
                facts.source());
    }

    /** How long the call has lasted as far as is known. */
    static int durationMs(CallFacts facts, CallStatus status, CallScore score) {
        long ended = status.ended() ? (status.endedAtUs() - facts.startedAtUs()) / 1000 : 0;
        return (int) Math.min(Integer.MAX_VALUE, Math.max(score.endMs(), Math.max(0, ended)));
    }

    private static String role(int number) {
        Role role = Role.forNumber(number);
        return role == null || role == Role.ROLE_UNSPECIFIED
                ? "guest"
                : role.name().toLowerCase(Locale.ROOT);
    }

    private static byte[] json(Record document) {
        try {
            return JSON.writeValueAsString(document).getBytes(UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a document of ours cannot be written as JSON", e);
        }
    }
}
