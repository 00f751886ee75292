package org.wenzheng.sfu.tap;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.wenzheng.media.records.SchemaVersions;
import org.wenzheng.media.records.v1.AudioFrame;
import org.wenzheng.media.records.v1.CallEnded;
import org.wenzheng.media.records.v1.CallEvent;
import org.wenzheng.media.records.v1.CallStarted;
import org.wenzheng.media.records.v1.ConsentChanged;
import org.wenzheng.media.records.v1.EndReason;
import org.wenzheng.media.records.v1.Joined;
import org.wenzheng.media.records.v1.Left;
import org.wenzheng.media.records.v1.Origin;
import org.wenzheng.media.records.v1.TrackPublished;
import org.wenzheng.media.records.v1.VideoFrame;
import org.wenzheng.signalling.token.CallClaims;

/**
 * One call on the tap's thread: its events in order. It begins with the first participant whom the product invited, and ends
 * when nobody has been there for a while; a client that joins anew is within it.
 */
final class TappedCall {

    private static final String DETAIL = CallClaims.RESERVED + "call.";

    private final String id;
    private final long openedAtUs;
    private final Sink sink;
    private final Clock clock;
    private final Set<String> present = new LinkedHashSet<>();
    private final Map<String, TappedTrack> tracks = new LinkedHashMap<>();
    private boolean started;
    private long startedAtUs;
    private String language = "";
    private long emptySince = System.nanoTime();
    private boolean empty = true;

    TappedCall(String id, long openedAtMs, Sink sink, Clock clock) {
        this.id = id;
        this.openedAtUs = openedAtMs * 1_000;
        this.sink = sink;
        this.clock = clock;
    }

    String id() {
        return id;
    }

    long startedAtUs() {
        return startedAtUs;
    }

    String language() {
        return language;
    }

    void joined(String participant, CallClaims claims, Map<String, String> attributes, long atUs) {
        empty = false;
        if (!started) {
            start(claims, attributes);
        }
        present.add(participant);
        emit(
                atUs,
                event -> event.setJoined(
                        Joined.newBuilder().setParticipant(participant).setRole(Words.role(claims.role()))));
    }

    void consents(String participant, CallClaims claims, long atUs) {
        emit(
                atUs,
                event -> event.setConsentChanged(
                        ConsentChanged.newBuilder().setParticipant(participant).setConsents(Words.consents(claims))));
    }

    void published(TappedTrack track, long atUs) {
        tracks.put(track.sid(), track);
        emit(
                atUs,
                event -> event.setTrackPublished(TrackPublished.newBuilder()
                        .setParticipant(track.participant())
                        .setRole(Words.role(track.role()))
                        .setTrack(track.sid())
                        .setKind(track.isAudio() ? "audio" : "video")
                        .setSource(track.source())));
    }

    void ended(TappedTrack track, long atUs) {
        if (tracks.remove(track.sid()) != null) {
            track.end(atUs);
        }
    }

    void left(String participant, long atUs) {
        if (present.remove(participant)) {
            emit(atUs, event -> event.setLeft(Left.newBuilder().setParticipant(participant)));
        }
    }

    void closed(long atUs) {
        empty = true;
        emptySince = System.nanoTime();
    }

    /** Does what time asks for; true when the call is over and can be forgotten. */
    boolean tick(long now) {
        for (TappedTrack track : List.copyOf(tracks.values())) {
            track.tick(now);
        }
        if (empty && now - emptySince > KafkaTaps.GRACE_NANOS) {
            end();
            return true;
        }
        return false;
    }

    /** Ends what is open. */
    void end() {
        long now = clock.millis() * 1_000;
        for (TappedTrack track : List.copyOf(tracks.values())) {
            ended(track, now);
        }
        for (String participant : List.copyOf(present)) {
            left(participant, now);
        }
        emit(now, event -> event.setEnded(CallEnded.newBuilder().setReason(EndReason.COMPLETED)));
        started = false;
    }

    void audio(AudioFrame frame) {
        sink.audio(frame);
    }

    void video(VideoFrame frame) {
        sink.video(frame);
    }

    void emit(long atUs, Consumer<CallEvent.Builder> content) {
        if (!started) {
            return;
        }
        CallEvent.Builder event = CallEvent.newBuilder()
                .setSchemaVersion(SchemaVersions.CALL_EVENT)
                .setCall(id)
                .setAtUs(atUs);
        content.accept(event);
        sink.event(event.build());
    }

    private void start(CallClaims claims, Map<String, String> attributes) {
        started = true;
        startedAtUs = claims.callStartedAtMs() > 0 ? claims.callStartedAtMs() * 1_000 : openedAtUs;
        language = claims.language();
        emit(
                startedAtUs,
                event -> event.setStarted(CallStarted.newBuilder()
                        .setOffice(attributes.getOrDefault(DETAIL + "office", ""))
                        .setDistrict(attributes.getOrDefault(DETAIL + "district", ""))
                        .setDepartment(attributes.getOrDefault(DETAIL + "department", ""))
                        .setMatter(attributes.getOrDefault(DETAIL + "matter", ""))
                        .setTitle(attributes.getOrDefault(DETAIL + "title", ""))
                        .setChannel("video")
                        .setOrigin(Origin.LIVE)
                        .setLanguage(language)
                        .setConsents(Words.consents(claims))));
    }
}
