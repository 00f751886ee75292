package org.wenzheng.digitalhuman.call;

import java.util.Optional;
import org.wenzheng.digitalhuman.dialogue.Reply;
import org.wenzheng.digitalhuman.voice.SpeechOutput;
import org.wenzheng.search.contract.knowledge.ServiceItem;
import org.wenzheng.signalling.token.CallClaims;
import org.wenzheng.stream.records.v1.Response;
import org.wenzheng.stream.records.v1.Revision;
import org.wenzheng.stream.records.v1.TranscriptSegment;

/**
 * What the digital human says in a call, as segments: all of a clause when it begins, what was really heard of it when it is over;
 * and what the citizen types, which nobody else would write down.
 * Not thread-safe.
 */
final class OwnSegments {

    /** Engine of words that nobody spoke. */
    static final String TYPED = "typed/1";

    // wenzheng.media.v1.Role, as it stands in segments
    private static final int CITIZEN = 1;
    private static final int DIGITAL_HUMAN = 3;

    private static final String TYPED_TRACK = "typed-";

    private final String call;
    private final String identity;
    private final String track;
    private int said;
    private long fromMs;
    private Response next = Response.getDefaultInstance();
    private Response current = Response.getDefaultInstance();

    OwnSegments(String call, String identity, String track) {
        this.call = call;
        this.identity = identity;
        this.track = track;
    }

    /** Whether somebody else's words were spoken by the citizen; what was typed came by the room. */
    boolean areOfCitizensVoice(TranscriptSegment words) {
        return !words.getParticipant().equals(identity)
                && words.getRole() == CITIZEN
                && !words.getEngine().equals(TYPED);
    }

    /** The part of a clause that was sent. */
    static String heard(SpeechOutput.Spoken spoken) {
        String text = spoken.sound().text();
        return text.substring(0, Math.round(text.length() * Math.min(1, spoken.heard())));
    }

    /** What is said from now on, what begins next first, is part of a reply. @param about the item of the conversation */
    void answering(Reply reply, Optional<ServiceItem> about) {
        Response.Builder record = Response.newBuilder()
                .setOutcome(
                        switch (reply.outcome()) {
                            case ANSWERED -> Response.Outcome.ANSWERED;
                            case CLARIFYING, ASKING -> Response.Outcome.CLARIFYING;
                            case NOT_KNOWN -> Response.Outcome.NOT_KNOWN;
                            case HANDOVER, EMERGENCY -> Response.Outcome.HANDED_OVER;
                            case CONTROL, ABUSED, ENDED, SILENT -> Response.Outcome.OUTCOME_UNSPECIFIED;
                        });
        if (reply.outcome() == Reply.Outcome.ANSWERED || reply.outcome() == Reply.Outcome.ASKING) {
            about.ifPresent(item -> record.setItem(item.code()).setVersion(item.version()));
        }
        next = record.build();
    }

    TranscriptSegment begins(SpeechOutput.Spoken spoken, CallClaims claims) {
        current = next;
        fromMs = callMs(claims);
        said++;
        return segment(spoken.sound().text(), Revision.INTERIM, 1, claims);
    }

    TranscriptSegment ends(SpeechOutput.Spoken spoken, CallClaims claims) {
        return segment(heard(spoken), Revision.FINAL, 2, claims);
    }

    /** A question that was typed or tapped, as the citizen's words. */
    TranscriptSegment typed(String citizen, String text, CallClaims claims) {
        int atMs = (int) callMs(claims);
        String typed = TYPED_TRACK + citizen;
        return words(citizen, CITIZEN, typed, atMs, claims)
                .setRevision(1)
                .setKind(Revision.FINAL)
                .setStartMs(atMs)
                .setEndMs(atMs)
                .setText(text)
                .setEngine(TYPED)
                .build();
    }

    private TranscriptSegment segment(String text, Revision kind, int revision, CallClaims claims) {
        TranscriptSegment.Builder segment = words(identity, DIGITAL_HUMAN, track, said, claims)
                .setRevision(revision)
                .setKind(kind)
                .setStartMs((int) fromMs)
                .setEndMs((int) callMs(claims))
                .setText(text)
                .setEngine("synthesised/1");
        if (current.getOutcome() != Response.Outcome.OUTCOME_UNSPECIFIED) {
            segment.setResponse(current);
        }
        return segment.build();
    }

    private TranscriptSegment.Builder words(String speaker, int role, String of, int number, CallClaims claims) {
        return TranscriptSegment.newBuilder()
                .setSchemaVersion(1)
                .setCall(call)
                .setCallStartedAtUs(claims.callStartedAtMs() * 1000)
                .setParticipant(speaker)
                .setRole(role)
                .setTrack(of)
                .setFirstSequence(number)
                .setLastSequence(number)
                .setSegment(call + ":" + of + ":" + number)
                .setConfidence(1)
                .setLanguage("zh")
                .setRecord(claims.record())
                .setAnalyse(claims.analyse())
                .setLastCapturedAtUs(System.currentTimeMillis() * 1000);
    }

    private static long callMs(CallClaims claims) {
        return Math.max(0, System.currentTimeMillis() - claims.callStartedAtMs());
    }
}
