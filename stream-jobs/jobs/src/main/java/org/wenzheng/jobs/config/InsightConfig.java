package org.wenzheng.jobs.config;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/**
 * Which heads label the words; each empty for the one that ships.
 *
 * @param topics file of WENZHENG_HEAD_TOPICS
 * @param sentiment file of WENZHENG_HEAD_SENTIMENT
 * @param urgency file of WENZHENG_HEAD_URGENCY
 */
public record InsightConfig(String topics, String sentiment, String urgency) implements Serializable {

    /** As {@code ShippedHeads.load} takes them. */
    public Map<String, String> heads() {
        Map<String, String> heads = new HashMap<>();
        heads.put("WENZHENG_HEAD_TOPICS", topics);
        heads.put("WENZHENG_HEAD_SENTIMENT", sentiment);
        heads.put("WENZHENG_HEAD_URGENCY", urgency);
        return heads;
    }
}
