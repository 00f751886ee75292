package org.wenzheng.jobs.insight;

import java.util.List;
import org.wenzheng.stream.records.v1.CallInsight;
import org.wenzheng.stream.records.v1.Insight;
import org.wenzheng.stream.records.v1.Redaction;
import org.wenzheng.stream.records.v1.Score;
import org.wenzheng.stream.records.v1.SegmentInsight;

/** Records of the topic of insights. */
final class Insights {
    private static final int VERSION = 1;

    private Insights() {}

    static Insight segment(String call, RedactedSegment segment, Analysis analysis) {
        SegmentInsight.Builder insight = SegmentInsight.newBuilder()
                .setSchemaVersion(VERSION)
                .setCall(call)
                .setSegment(segment.segment())
                .setRevision(segment.revision())
                .setFinal(segment.isFinal())
                .setRole(segment.role())
                .setStartMs(segment.startMs())
                .setEndMs(segment.endMs())
                .setText(segment.text())
                .setSentiment(score(new LabelScore(analysis.sentiment(), analysis.probability())))
                .setUrgency(analysis.urgency())
                .addAllTopics(scores(analysis.topics()));
        segment.spans()
                .forEach(span -> insight.addRedactions(Redaction.newBuilder()
                        .setKind(span.kind().id())
                        .setStartChar(span.startChar())
                        .setEndChar(span.endChar())
                        .setStartMs(span.startMs())
                        .setEndMs(span.endMs())));
        return insight(call).setSegment(insight).build();
    }

    static Insight call(CallFacts facts, CallStatus status, CallScore score) {
        int durationMs = Documents.durationMs(facts, status, score);
        return insight(facts.call())
                .setWholeCall(CallInsight.newBuilder()
                        .setSchemaVersion(VERSION)
                        .setCall(facts.call())
                        .setRevision(durationMs)
                        .setEnded(status.ended())
                        .addAllTopics(scores(score.topics()))
                        .setSentiment(score(score.sentiment()))
                        .setUrgency(score.urgency())
                        .setDurationMs(durationMs)
                        .setSegments(score.segments()))
                .build();
    }

    private static Insight.Builder insight(String call) {
        return Insight.newBuilder().setSchemaVersion(VERSION).setCall(call);
    }

    private static List<Score> scores(List<LabelScore> scores) {
        return scores.stream().map(Insights::score).toList();
    }

    private static Score score(LabelScore score) {
        return Score.newBuilder()
                .setLabel(score.label())
                .setProbability(score.probability())
                .build();
    }
}
