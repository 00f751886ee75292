package org.wenzheng.search.contract;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call, id its call id.
 *
 * @param state running, ended, lost
 * @param recorded whether the consent to record was in force at some time
 * @param topics over all its segments, best first
 * @param outcome what came of the questions to the digital human: an outcome of {@link SegmentDocument} or {@link #ABANDONED};
 *     null where it did not speak
 * @param items codes of the service items that it answered from, in order; null for none
 * @param quality how the call went; null where nobody has spoken
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record CallDocument(
        @JsonProperty("schema_version") int schemaVersion,
        @JsonProperty("call") String call,
        @JsonProperty("title") String title,
        @JsonProperty("origin") String origin,
        @JsonProperty("synthetic_speech") boolean syntheticSpeech,
        @JsonProperty("office") String office,
        @JsonProperty("district") String district,
        @JsonProperty("department") String department,
        @JsonProperty("matter") String matter,
        @JsonProperty("channel") String channel,
        @JsonProperty("language") String language,
        @JsonProperty("started_at") String startedAt,
        @JsonProperty("ended_at") @Nullable String endedAt,
        @JsonProperty("duration_ms") long durationMs,
        @JsonProperty("state") String state,
        @JsonProperty("recorded") boolean recorded,
        @JsonProperty("segments") int segments,
        @JsonProperty("topics") List<String> topics,
        @JsonProperty("sentiment") String sentiment,
        @JsonProperty("urgency") float urgency,
        @JsonProperty("outcome") @Nullable String outcome,
        @JsonProperty("items") @Nullable List<String> items,
        @JsonProperty("quality") @Nullable ServiceQuality quality) {

    /** Outcome of a call in which the digital human was asked nothing that it could make anything of. */
    public static final String ABANDONED = "abandoned";
}
