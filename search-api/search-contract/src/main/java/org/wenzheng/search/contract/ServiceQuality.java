package org.wenzheng.search.contract;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * How a call went, from its speakers' own tracks. What each figure means, and what is left out of it, stands in
 * {@code docs/service-quality.md}. Times are milliseconds of speech as voice activity detection found it.
 *
 * @param staff identities of the window staff that spoke
 * @param citizenMs time in which the citizen or a companion spoke
 * @param silenceMs nobody spoke, between the first word and the last
 * @param overlapMs citizen and staff spoke at once
 * @param heardMs speech of people whose words were understood
 * @param unheardMs speech of people whose words were not
 * @param responses turns of the staff that follow a turn of the citizen
 * @param responseMs silence before them in sum
 * @param staffCharacters that the staff said in {@code staffHeardMs}
 * @param greeting {@link #SAID}, {@link #MISSING}, {@link #UNKNOWN}, or {@link #NONE} where no staff spoke
 * @param courtesies polite phrases of the staff
 * @param moodStart of the citizen in the first third of what was said
 * @param moodEnd in the last third
 * @param kinds of the findings, each once
 * @param findings what a manager may want to hear, in order of time
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ServiceQuality(
        @JsonProperty("staff") List<String> staff,
        @JsonProperty("citizen_ms") long citizenMs,
        @JsonProperty("staff_ms") long staffMs,
        @JsonProperty("digital_human_ms") long digitalHumanMs,
        @JsonProperty("silence_ms") long silenceMs,
        @JsonProperty("overlap_ms") long overlapMs,
        @JsonProperty("heard_ms") long heardMs,
        @JsonProperty("unheard_ms") long unheardMs,
        @JsonProperty("responses") int responses,
        @JsonProperty("response_ms") long responseMs,
        @JsonProperty("staff_characters") int staffCharacters,
        @JsonProperty("staff_heard_ms") long staffHeardMs,
        @JsonProperty("greeting") String greeting,
        @JsonProperty("courtesies") int courtesies,
        @JsonProperty("mood_start") String moodStart,
        @JsonProperty("mood_end") String moodEnd,
        @JsonProperty("kinds") List<String> kinds,
        @JsonProperty("findings") List<Finding> findings) {

    /** The staff greeted. */
    public static final String SAID = "said";

    /** The staff's first words were understood and held no greeting. */
    public static final String MISSING = "missing";

    /** They were not understood well enough to tell. */
    public static final String UNKNOWN = "unknown";

    /** No staff spoke. */
    public static final String NONE = "none";

    /** Finding: staff said what the office's rules forbid. */
    public static final String FORBIDDEN = "forbidden";

    /** Finding: staff promised something. */
    public static final String PROMISE = "promise";

    /** Finding: staff began without a greeting. */
    public static final String NO_GREETING = "no_greeting";

    /** Finding: staff began to speak long before the citizen had ended. */
    public static final String INTERRUPTION = "interruption";

    /** Finding: staff explained the same once more. */
    public static final String REPEATED = "repeated";

    /** Finding: nobody spoke for long. */
    public static final String LONG_SILENCE = "long_silence";

    /**
     * Something with its evidence.
     *
     * @param segment in which it was said
     * @param startMs from the call's start
     * @param phrase of the rules, or empty
     * @param confidence 0..1, that it was so
     */
    public record Finding(
            @JsonProperty("kind") String kind,
            @JsonProperty("segment") String segment,
            @JsonProperty("start_ms") long startMs,
            @JsonProperty("phrase") String phrase,
            @JsonProperty("confidence") float confidence) {}
}
