package org.wenzheng.search.contract;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One redacted segment of speech, id {@code <call>:<track>:<first sequence>}. Holds no personal number in any field.
 *
 * @param role citizen, staff, digital_human, guest
 * @param origin live, replay, demo
 * @param callStartedAt ISO 8601 instant
 * @param at ISO 8601 instant of the segment's start
 * @param startMs from the call's start
 * @param words for following the audio; not searched
 * @param topics ids above the threshold, best first; empty: unsure
 * @param vector unit vector of {@code text}, null where the segment was unheard or interim
 * @param outcome of the digital human's reply that this is part of; null for others and for greetings
 * @param item code of the service item that the reply is about
 * @param lastCapturedAtMs unix milliseconds of the last speech sample, for measuring freshness
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record SegmentDocument(
        @JsonProperty("schema_version") int schemaVersion,
        @JsonProperty("call") String call,
        @JsonProperty("segment") String segment,
        @JsonProperty("track") String track,
        @JsonProperty("participant") String participant,
        @JsonProperty("role") String role,
        @JsonProperty("origin") String origin,
        @JsonProperty("synthetic_speech") boolean syntheticSpeech,
        @JsonProperty("title") String title,
        @JsonProperty("office") String office,
        @JsonProperty("district") String district,
        @JsonProperty("department") String department,
        @JsonProperty("matter") String matter,
        @JsonProperty("call_started_at") String callStartedAt,
        @JsonProperty("at") String at,
        @JsonProperty("start_ms") long startMs,
        @JsonProperty("end_ms") long endMs,
        @JsonProperty("text") String text,
        @JsonProperty("words") List<WordSpan> words,
        @JsonProperty("confidence") float confidence,
        @JsonProperty("unheard") boolean unheard,
        @JsonProperty("final") boolean isFinal,
        @JsonProperty("revision") int revision,
        @JsonProperty("language") String language,
        @JsonProperty("engine") String engine,
        @JsonProperty("sentiment") String sentiment,
        @JsonProperty("sentiment_probability") float sentimentProbability,
        @JsonProperty("urgency") float urgency,
        @JsonProperty("topics") List<String> topics,
        @JsonProperty("redactions") List<RedactedSpan> redactions,
        @JsonProperty("vector") float @Nullable [] vector,
        @JsonProperty("outcome") @Nullable String outcome,
        @JsonProperty("item") @Nullable String item,
        @JsonProperty("last_captured_at_ms") long lastCapturedAtMs) {

    /** Outcome: the digital human answers from an item. */
    public static final String ANSWERED = "answered";

    /** Outcome: it asks which item is meant, or what decides on it. */
    public static final String CLARIFYING = "clarifying";

    /** Outcome: it says that it does not know. */
    public static final String NOT_KNOWN = "not_known";

    /** Outcome: it calls a person. */
    public static final String HANDED_OVER = "handed_over";

    /** A word's place in {@code text} and in time. */
    public record WordSpan(
            @JsonProperty("start_char") int startChar,
            @JsonProperty("end_char") int endChar,
            @JsonProperty("start_ms") long startMs,
            @JsonProperty("end_ms") long endMs,
            @JsonProperty("confidence") float confidence) {}

    /** Where a personal detail was, and of which kind; never its value. */
    public record RedactedSpan(
            @JsonProperty("kind") String kind,
            @JsonProperty("start_char") int startChar,
            @JsonProperty("end_char") int endChar,
            @JsonProperty("start_ms") long startMs,
            @JsonProperty("end_ms") long endMs) {}
}
