package org.wenzheng.jobs.config;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/**
 * Which heads label the words, each empty for the one that ships, and by which rules service is judged.
 *
 * @param topics file of WENZHENG_HEAD_TOPICS
 * @param sentiment file of WENZHENG_HEAD_SENTIMENT
 * @param urgency file of WENZHENG_HEAD_URGENCY
 * @param phraseRules file of JOBS_PHRASE_RULES: what staff should and should not say
 */
public record InsightConfig(String topics, String sentiment, String urgency, String phraseRules)
        implements Serializable {

    /** As {@code ShippedHeads.load} takes them. */
    public Map<String, String> heads() {
        Map<String, String> heads = new HashMap<>();
        heads.put("WENZHENG_HEAD_TOPICS", topics);
        heads.put("WENZHENG_HEAD_SENTIMENT", sentiment);
        heads.put("WENZHENG_HEAD_URGENCY", urgency);
        return heads;
    }
}
