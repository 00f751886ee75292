package org.wenzheng.digitalhuman.call;

import org.wenzheng.digitalhuman.voice.SpeechOutput;
import org.wenzheng.signalling.token.CallClaims;
import org.wenzheng.stream.records.v1.Revision;
import org.wenzheng.stream.records.v1.TranscriptSegment;

/**
 * What the digital human says in a call, as segments: all of a clause when it begins, what was really heard of it when it is over.
 * Not thread-safe.
 */
final class OwnSegments {

    private static final int DIGITAL_HUMAN = 3; // wenzheng.media.v1.Role, as it stands in segments

    private final String call;
    private final String identity;
    private final String track;
    private int said;
    private long fromMs;

    OwnSegments(String call, String identity, String track) {
        this.call = call;
        this.identity = identity;
        this.track = track;
    }

    /** The part of a clause that was sent. */
    static String heard(SpeechOutput.Spoken spoken) {
        String text = spoken.sound().text();
        return text.substring(0, Math.round(text.length() * Math.min(1, spoken.heard())));
    }

    TranscriptSegment begins(SpeechOutput.Spoken spoken, CallClaims claims) {
        fromMs = callMs(claims);
        said++;
        return segment(spoken.sound().text(), Revision.INTERIM, 1, claims);
    }

    TranscriptSegment ends(SpeechOutput.Spoken spoken, CallClaims claims) {
        return segment(heard(spoken), Revision.FINAL, 2, claims);
    }

    private TranscriptSegment segment(String text, Revision kind, int revision, CallClaims claims) {
        return TranscriptSegment.newBuilder()
                .setSchemaVersion(1)
                .setCall(call)
                .setCallStartedAtUs(claims.callStartedAtMs() * 1000)
                .setParticipant(identity)
                .setRole(DIGITAL_HUMAN)
                .setTrack(track)
                .setFirstSequence(said)
                .setLastSequence(said)
                .setSegment(call + ":" + track + ":" + said)
                .setRevision(revision)
                .setKind(kind)
                .setStartMs((int) fromMs)
                .setEndMs((int) callMs(claims))
                .setText(text)
                .setConfidence(1)
                .setEngine("synthesised/1")
                .setLanguage("zh")
                .setRecord(claims.record())
                .setAnalyse(claims.analyse())
                .setLastCapturedAtUs(System.currentTimeMillis() * 1000)
                .build();
    }

    private static long callMs(CallClaims claims) {
        return Math.max(0, System.currentTimeMillis() - claims.callStartedAtMs());
    }
}
