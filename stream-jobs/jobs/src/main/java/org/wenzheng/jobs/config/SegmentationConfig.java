package org.wenzheng.jobs.config;

import java.io.Serializable;

/**
 * Where speech begins and ends. Part of the identity of segments: another value gives other bounds.
 *
 * @param speechProbability a window at or above it is speech
 * @param silenceProbability a window below it starts a silence
 * @param pauseMs an open segment is decoded at each silence of this length, milliseconds
 * @param hangOverMs a silence of this length ends a segment, milliseconds
 * @param leadMs heard before speech began, milliseconds
 * @param tailMs heard after speech ended, milliseconds, at most {@code pauseMs}
 * @param shortestMs less speech than that is a noise, milliseconds
 * @param longestMs a segment of this length is cut at its weakest place, milliseconds
 * @param idleMs after so long a silence decoder and detector begin anew, milliseconds
 * @param interimMs an open segment is decoded after so much new speech, milliseconds
 * @param preRollMs warms up the decoder at a boundary, milliseconds
 */
public record SegmentationConfig(
        float speechProbability,
        float silenceProbability,
        int pauseMs,
        int hangOverMs,
        int leadMs,
        int tailMs,
        int shortestMs,
        int longestMs,
        int idleMs,
        int interimMs,
        int preRollMs)
        implements Serializable {

    public SegmentationConfig {
        Setting.require(
                0 < silenceProbability && silenceProbability <= speechProbability && speechProbability < 1,
                "silence probability %s and speech probability %s: the first must be the smaller, both within 0 and 1",
                silenceProbability,
                speechProbability);
        Setting.require(
                hangOverMs > pauseMs + preRollMs && hangOverMs <= 5000,
                "JOBS_HANG_OVER_MS is %s: give more than %s and at most 5000",
                hangOverMs,
                pauseMs + preRollMs);
        Setting.require(
                pauseMs > 0 && tailMs <= pauseMs, "tail %s ms must not pass the pause of %s ms", tailMs, pauseMs);
        Setting.require(longestMs >= 5000 && longestMs <= 25_000, "longest segment %s ms: 5000 to 25000", longestMs);
        Setting.require(interimMs >= 100, "JOBS_INTERIM_MS is %s: give at least 100", interimMs);
    }
}
