package org.wenzheng.jobs.insight;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wenzheng.models.runtime.classify.TextClassifier;
import org.wenzheng.search.contract.CallDocument;
import org.wenzheng.search.contract.SegmentDocument;

/**
 * A call in sum. A pure function of its finals' scores, whatever their order.
 *
 * @param topics best first; probability is the share of the call's talk on it
 * @param sentiment of the caller, with the share of what was said in it
 * @param urgency 0..1: what the two most urgent things of the caller have in common
 * @param segments finals
 * @param endMs end of the last one, from the call's start
 * @param outcome what came of the questions to the digital human, as in {@code CallDocument}; null where it never spoke
 * @param items codes of those that it answered from, in order
 * @param moodStart sentiment of the caller in the first third of what was said
 * @param moodEnd in the last
 */
record CallScore(
        List<LabelScore> topics,
        LabelScore sentiment,
        float urgency,
        int segments,
        int endMs,
        @Nullable String outcome,
        List<String> items,
        LabelScore moodStart,
        LabelScore moodEnd) {

    /** A topic that takes less of the talk is not the call's. */
    private static final float TOPIC_SHARE = 0.2f;

    private static final int MOST_TOPICS = 3;
    /** What the staff says of a topic counts half: they name other matters in passing. */
    private static final float STAFF_WEIGHT = 0.5f;
    /** Most of any call is neutral; it is negative or positive if this share is. */
    private static final float FEELING_SHARE = 0.3f;

    private static final String NEGATIVE = "negative";
    private static final String NEUTRAL = "neutral";
    private static final String POSITIVE = "positive";

    static CallScore of(Iterable<SegmentScore> finals) {
        Map<String, Double> topics = new TreeMap<>();
        float most = 0;
        float second = 0;
        int segments = 0;
        int endMs = 0;
        List<SegmentScore> replies = new ArrayList<>();
        List<SegmentScore> callerTurns = new ArrayList<>();
        for (SegmentScore score : finals) {
            segments++;
            endMs = Math.max(endMs, score.endMs());
            if (score.isDigitalHuman()) {
                replies.add(score);
            }
            double weight = score.length() * (score.isCaller() ? 1 : STAFF_WEIGHT);
            score.topics().forEach(t -> topics.merge(t.label(), weight * t.probability(), Double::sum));
            if (score.isCaller()) {
                callerTurns.add(score);
                second = Math.max(second, Math.min(most, score.urgency()));
                most = Math.max(most, score.urgency());
            }
        }
        float urgency = callerTurns.size() == 1 ? most : second;
        callerTurns.sort(Comparator.comparingInt(SegmentScore::endMs));
        int third = (callerTurns.size() + 2) / 3;
        replies.sort(Comparator.comparingInt(SegmentScore::endMs));
        return new CallScore(
                topicsOf(topics),
                mood(callerTurns),
                urgency,
                segments,
                endMs,
                outcomeOf(replies),
                replies.stream()
                        .filter(reply -> SegmentDocument.ANSWERED.equals(reply.outcome()))
                        .flatMap(reply -> Stream.ofNullable(reply.item()))
                        .distinct()
                        .toList(),
                mood(callerTurns.subList(0, third)),
                mood(callerTurns.subList(callerTurns.size() - third, callerTurns.size())));
    }

    private static LabelScore mood(List<SegmentScore> callers) {
        Map<String, Double> sums = new TreeMap<>();
        callers.forEach(score -> score.sentiments()
                .forEach(s -> sums.merge(s.label(), (double) score.length() * s.probability(), Double::sum)));
        return sentimentOf(sums);
    }

    /** A person who was called decides; else what was answered; else what was said last to a question. */
    private static @Nullable String outcomeOf(List<SegmentScore> replies) {
        if (replies.isEmpty()) {
            return null;
        }
        String outcome = CallDocument.ABANDONED;
        for (SegmentScore reply : replies) {
            String its = reply.outcome();
            if (SegmentDocument.HANDED_OVER.equals(its)) {
                return its;
            }
            if (its != null && !outcome.equals(SegmentDocument.ANSWERED)) {
                outcome = its;
            }
        }
        return outcome;
    }

    private static List<LabelScore> topicsOf(Map<String, Double> sums) {
        double all = sums.values().stream().mapToDouble(Double::doubleValue).sum();
        List<LabelScore> topics = new ArrayList<>();
        sums.forEach((label, sum) -> topics.add(new LabelScore(label, (float) (sum / all))));
        topics.removeIf(topic -> topic.probability() < TOPIC_SHARE);
        topics.sort(Comparator.comparingDouble(LabelScore::probability).reversed());
        return List.copyOf(topics.subList(0, Math.min(MOST_TOPICS, topics.size())));
    }

    private static LabelScore sentimentOf(Map<String, Double> sums) {
        double all = sums.values().stream().mapToDouble(Double::doubleValue).sum();
        if (all == 0) {
            return new LabelScore(TextClassifier.UNSURE, 0);
        }
        double negative = sums.getOrDefault(NEGATIVE, 0.0) / all;
        double positive = sums.getOrDefault(POSITIVE, 0.0) / all;
        double stronger = Math.max(negative, positive);
        if (stronger < FEELING_SHARE) {
            return new LabelScore(NEUTRAL, (float) (1 - negative - positive));
        }
        return new LabelScore(negative >= positive ? NEGATIVE : POSITIVE, (float) stronger);
    }
}
