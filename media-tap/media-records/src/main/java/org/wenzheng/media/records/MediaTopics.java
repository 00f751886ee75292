package org.wenzheng.media.records;

import java.time.Duration;
import java.util.List;

/** The topics of mirrored calls. Raw words and pictures: short-lived, readable by few. */
public final class MediaTopics {

    public static final String AUDIO = "media.audio";
    public static final String VIDEO = "media.video";
    public static final String CALL_EVENTS = "call.events";

    /** Partitions of every topic; a call stays on one. */
    public static final int PARTITIONS = 4;

    /** How long raw media is kept. */
    public static final Duration RETENTION = Duration.ofHours(2);

    /** All of them, for whoever creates what is absent. */
    public static final List<String> ALL = List.of(AUDIO, VIDEO, CALL_EVENTS);

    private MediaTopics() {}
}
