package org.wenzheng.stream.records;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The topics of words and of what is made from them. */
public final class StreamTopics {

    /** Raw words of calls: as short-lived as the media. */
    public static final String TRANSCRIPTS = "speech.transcripts";

    /** Redacted results. */
    public static final String INSIGHTS = "call.insights";

    /** Records that no job could read, as they came, with the reason in a header. */
    public static final String DEAD_LETTERS = "dead.letters";

    /** What digital humans remember of calls that run, by call; compacted, and as short-lived as raw words. */
    public static final String CONVERSATIONS = "digital-human.conversations";

    /** Partitions of every topic; a call stays on one. */
    public static final int PARTITIONS = 4;

    /** How long raw words are kept. */
    public static final Duration RETENTION = Duration.ofHours(2);

    /** All of them, for whoever creates what is absent. */
    public static final List<String> ALL = List.of(TRANSCRIPTS, INSIGHTS, DEAD_LETTERS, CONVERSATIONS);

    /** Those of which the newest record of a key suffices. */
    public static final Set<String> COMPACTED = Set.of(CONVERSATIONS);

    private StreamTopics() {}
}
