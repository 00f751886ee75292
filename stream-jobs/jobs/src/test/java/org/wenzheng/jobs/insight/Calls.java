package org.wenzheng.jobs.insight;

import org.wenzheng.media.records.v1.CallEnded;
import org.wenzheng.media.records.v1.CallEvent;
import org.wenzheng.media.records.v1.CallStarted;
import org.wenzheng.media.records.v1.ConsentChanged;
import org.wenzheng.media.records.v1.Consents;
import org.wenzheng.media.records.v1.EndReason;
import org.wenzheng.media.records.v1.Origin;
import org.wenzheng.media.records.v1.Role;
import org.wenzheng.stream.records.v1.Revision;
import org.wenzheng.stream.records.v1.TranscriptSegment;
import org.wenzheng.stream.records.v1.Word;

/** Records of invented calls. */
final class Calls {

    static final String CALL = "01KAXB3X8Q9Z6T5R4E3W2Q1A0S";
    static final long STARTED_US = 1_764_032_400_000_000L;

    private Calls() {}

    static CallEvent started(boolean analyse) {
        return started(CALL, analyse);
    }

    static CallEvent started(String call, boolean analyse) {
        return event(call, 0)
                .setStarted(CallStarted.newBuilder()
                        .setOffice("澄湖区政务服务中心")
                        .setDistrict("澄湖区")
                        .setDepartment("公安综合窗口")
                        .setMatter("居住证签注")
                        .setChannel("video")
                        .setOrigin(Origin.REPLAY)
                        .setLanguage("zh")
                        .setTitle("录音13800013579")
                        .setConsents(consents(analyse)))
                .build();
    }

    static CallEvent consent(int atMs, boolean analyse) {
        return event(CALL, atMs)
                .setConsentChanged(
                        ConsentChanged.newBuilder().setParticipant("citizen").setConsents(consents(analyse)))
                .build();
    }

    static CallEvent ended(int atMs) {
        return ended(CALL, atMs);
    }

    static CallEvent ended(String call, int atMs) {
        return event(call, atMs)
                .setEnded(CallEnded.newBuilder().setReason(EndReason.COMPLETED))
                .build();
    }

    static CallEvent lost(int atMs) {
        return event(CALL, atMs)
                .setEnded(CallEnded.newBuilder().setReason(EndReason.LOST))
                .build();
    }

    /** A final of the citizen that begins at {@code startMs}, which is its first sequence too, and takes two seconds. */
    static TranscriptSegment said(int startMs, String text) {
        return said(CALL, "citizen-audio", Role.CITIZEN, startMs, text, Revision.FINAL, 3)
                .build();
    }

    static TranscriptSegment staffSaid(int startMs, String text) {
        return said(CALL, "staff-audio", Role.STAFF, startMs, text, Revision.FINAL, 3)
                .build();
    }

    static TranscriptSegment interim(int startMs, String text, int revision) {
        return said(CALL, "citizen-audio", Role.CITIZEN, startMs, text, Revision.INTERIM, revision)
                .build();
    }

    static TranscriptSegment.Builder said(
            String call, String track, Role role, int startMs, String text, Revision kind, int revision) {
        TranscriptSegment.Builder segment = TranscriptSegment.newBuilder()
                .setSchemaVersion(1)
                .setCall(call)
                .setCallStartedAtUs(STARTED_US)
                .setParticipant(track.replace("-audio", ""))
                .setRole(role.getNumber())
                .setTrack(track)
                .setFirstSequence(startMs)
                .setLastSequence(startMs + 100)
                .setSegment(call + ":" + track + ":" + startMs)
                .setRevision(revision)
                .setKind(kind)
                .setStartMs(startMs)
                .setEndMs(startMs + 2000)
                .setText(text)
                .setConfidence(0.875f)
                .setEngine("test/1")
                .setLanguage("zh")
                .setRecord(true)
                .setAnalyse(true)
                .setLastCapturedAtUs(STARTED_US + (startMs + 2000) * 1000L);
        for (int i = 0; kind == Revision.FINAL && i < text.length(); i++) {
            segment.addWords(Word.newBuilder()
                    .setText(text.substring(i, i + 1))
                    .setStartChar(i)
                    .setEndChar(i + 1)
                    .setStartMs(startMs + 2000 * i / text.length())
                    .setEndMs(startMs + 2000 * (i + 1) / text.length())
                    .setConfidence(0.875f));
        }
        return segment;
    }

    private static Consents consents(boolean analyse) {
        return Consents.newBuilder()
                .setAnswer(true)
                .setRecord(true)
                .setAnalyse(analyse)
                .build();
    }

    private static CallEvent.Builder event(String call, int atMs) {
        return CallEvent.newBuilder().setSchemaVersion(1).setCall(call).setAtUs(STARTED_US + atMs * 1000L);
    }
}
