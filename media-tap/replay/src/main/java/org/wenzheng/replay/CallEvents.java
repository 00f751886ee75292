package org.wenzheng.replay;

import org.wenzheng.media.records.SchemaVersions;
import org.wenzheng.media.records.v1.CallEnded;
import org.wenzheng.media.records.v1.CallEvent;
import org.wenzheng.media.records.v1.CallStarted;
import org.wenzheng.media.records.v1.EndReason;
import org.wenzheng.media.records.v1.Joined;
import org.wenzheng.media.records.v1.Left;
import org.wenzheng.media.records.v1.TrackEnded;
import org.wenzheng.media.records.v1.TrackPublished;
import org.wenzheng.media.records.v1.TransportQuality;

/** The events of one call; times are microseconds from its start. */
final class CallEvents {

    private final String call;
    private final long startUs;

    CallEvents(String call, long startUs) {
        this.call = call;
        this.startUs = startUs;
    }

    CallEvent started(CallDetails details) {
        return at(0).setStarted(CallStarted.newBuilder()
                        .setOffice(details.office())
                        .setDistrict(details.district())
                        .setDepartment(details.department())
                        .setMatter(details.matter())
                        .setChannel("audio")
                        .setOrigin(details.origin())
                        .setLanguage(details.language())
                        .setConsents(details.consents())
                        .setTitle(details.title())
                        .setSyntheticSpeech(details.syntheticSpeech()))
                .build();
    }

    CallEvent joined(Speaker speaker) {
        return at(0).setJoined(Joined.newBuilder()
                        .setParticipant(speaker.participant())
                        .setRole(speaker.role()))
                .build();
    }

    CallEvent published(Speaker speaker) {
        return at(0).setTrackPublished(TrackPublished.newBuilder()
                        .setParticipant(speaker.participant())
                        .setRole(speaker.role())
                        .setTrack(speaker.track())
                        .setKind("audio"))
                .build();
    }

    /** The sign of life that a call gives every few seconds; nothing was lost or late on the way from a file. */
    CallEvent quality(Speaker speaker, long offsetUs) {
        return at(offsetUs)
                .setTransportQuality(TransportQuality.newBuilder()
                        .setParticipant(speaker.participant())
                        .setTrack(speaker.track()))
                .build();
    }

    CallEvent trackEnded(Speaker speaker, long lastSequence, long offsetUs) {
        return at(offsetUs)
                .setTrackEnded(TrackEnded.newBuilder()
                        .setParticipant(speaker.participant())
                        .setTrack(speaker.track())
                        .setLastSequence(lastSequence))
                .build();
    }

    CallEvent left(Speaker speaker, long offsetUs) {
        return at(offsetUs)
                .setLeft(Left.newBuilder().setParticipant(speaker.participant()))
                .build();
    }

    CallEvent ended(EndReason reason, long offsetUs) {
        return at(offsetUs).setEnded(CallEnded.newBuilder().setReason(reason)).build();
    }

    private CallEvent.Builder at(long offsetUs) {
        return CallEvent.newBuilder()
                .setSchemaVersion(SchemaVersions.CALL_EVENT)
                .setCall(call)
                .setAtUs(startUs + offsetUs);
    }
}
