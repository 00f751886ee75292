package org.wenzheng.stream.records;

import java.time.Duration;
import java.util.List;

/** The topics that the jobs write. */
public final class StreamTopics {

    /** Raw words of calls: as short-lived as the media. */
    public static final String TRANSCRIPTS = "speech.transcripts";

    /** Redacted results. */
    public static final String INSIGHTS = "call.insights";

    /** Records that no job could read, as they came, with the reason in a header. */
    public static final String DEAD_LETTERS = "dead.letters";

    /** Partitions of every topic; a call stays on one. */
    public static final int PARTITIONS = 4;

    /** How long raw words are kept. */
    public static final Duration RETENTION = Duration.ofHours(2);

    /** All of them, for whoever creates what is absent. */
    public static final List<String> ALL = List.of(TRANSCRIPTS, INSIGHTS, DEAD_LETTERS);

    private StreamTopics() {}
}
