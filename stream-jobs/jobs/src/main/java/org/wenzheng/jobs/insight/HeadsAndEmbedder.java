package org.wenzheng.jobs.insight;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wenzheng.jobs.config.InsightConfig;
import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.models.runtime.classify.LinearClassifier;
import org.wenzheng.models.runtime.classify.ShippedHeads;
import org.wenzheng.models.runtime.classify.ShippedHeads.Task;
import org.wenzheng.models.runtime.classify.TextClassifier;
import org.wenzheng.models.runtime.classify.TextClassifier.Labelled;
import org.wenzheng.models.runtime.embedding.BgeEmbedder;
import org.wenzheng.models.runtime.embedding.TextEmbedder;

/** One embedding a text, which the index and the three heads share. A head that is absent leaves its answer unsure. */
final class HeadsAndEmbedder implements Meaning {
    private static final Logger LOG = LoggerFactory.getLogger(HeadsAndEmbedder.class);

    /** A second topic below this is a guess. */
    private static final float FURTHER_TOPIC = 0.3f;

    private static final String URGENT = "urgent";
    /** Place holders and 〔听不清〕 are words of ours, not of the speaker. */
    private static final Pattern BRACKETED = Pattern.compile("〔[^〕]*〕");

    private static @Nullable HeadsAndEmbedder shared;

    private final TextEmbedder embedder;
    private final @Nullable LinearClassifier topics;
    private final @Nullable LinearClassifier sentiment;
    private final @Nullable LinearClassifier urgency;

    HeadsAndEmbedder(TextEmbedder embedder, InsightConfig config) {
        this.embedder = embedder;
        topics = head(Task.TOPICS, config);
        sentiment = head(Task.SENTIMENT, config);
        urgency = head(Task.URGENCY, config);
    }

    /**
     * The models of this process, loaded and warmed at first use: all operators share them.
     *
     * @throws ModelException.Permanent if the embedding model does not load
     */
    static synchronized Meaning shared(InsightConfig config) throws ModelException {
        if (shared == null) {
            shared = new HeadsAndEmbedder(BgeEmbedder.load(), config);
            shared.of(List.of("请问办理居住证需要带什么材料？"));
        }
        return shared;
    }

    private @Nullable LinearClassifier head(Task task, InsightConfig config) {
        try {
            return new LinearClassifier(ShippedHeads.load(task, config.heads()), embedder);
        } catch (ModelException e) {
            LOG.warn("Every text is unsure in {}: {}", task, e.getMessage());
            return null;
        }
    }

    @Override
    public List<Analysis> of(List<String> texts) throws ModelException {
        List<String> spoken = new ArrayList<>(texts.size());
        for (String text : texts) {
            spoken.add(BRACKETED.matcher(text).replaceAll(""));
        }
        List<float[]> vectors = embedder.embed(spoken);
        List<Labelled> topicOf = classify(topics, spoken, vectors);
        List<Labelled> sentimentOf = classify(sentiment, spoken, vectors);
        List<Labelled> urgencyOf = classify(urgency, spoken, vectors);
        List<Analysis> analyses = new ArrayList<>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            Labelled feels = sentimentOf.isEmpty() ? null : sentimentOf.get(i);
            analyses.add(new Analysis(
                    feels == null ? TextClassifier.UNSURE : feels.label(),
                    feels == null ? 0 : feels.probability(),
                    scores(sentiment, feels),
                    urgencyOf.isEmpty() ? 0 : urgent(urgency, urgencyOf.get(i)),
                    topicOf.isEmpty() ? List.of() : topics(topics, topicOf.get(i)),
                    vectors.get(i)));
        }
        return analyses;
    }

    private static List<Labelled> classify(@Nullable LinearClassifier head, List<String> texts, List<float[]> vectors) {
        return head == null ? List.of() : head.classify(texts, vectors);
    }

    private static List<LabelScore> scores(@Nullable LinearClassifier head, @Nullable Labelled labelled) {
        List<LabelScore> scores = new ArrayList<>();
        if (head != null && labelled != null) {
            for (int i = 0; i < head.labels().size(); i++) {
                scores.add(new LabelScore(head.labels().get(i), labelled.probabilities()[i]));
            }
        }
        return scores;
    }

    private static float urgent(@Nullable LinearClassifier head, Labelled labelled) {
        for (LabelScore score : scores(head, labelled)) {
            if (score.label().equals(URGENT)) {
                return score.probability();
            }
        }
        return 0;
    }

    /** The best one if it is sure, and others that are probable too. */
    private static List<LabelScore> topics(@Nullable LinearClassifier head, Labelled labelled) {
        if (labelled.label().equals(TextClassifier.UNSURE) || labelled.label().equals(ShippedHeads.NO_TOPIC)) {
            return List.of();
        }
        List<LabelScore> probable = new ArrayList<>(scores(head, labelled));
        probable.removeIf(score -> score.label().equals(ShippedHeads.NO_TOPIC)
                || score.probability() < FURTHER_TOPIC && !score.label().equals(labelled.label()));
        probable.sort(Comparator.comparingDouble(LabelScore::probability).reversed());
        return probable;
    }
}
