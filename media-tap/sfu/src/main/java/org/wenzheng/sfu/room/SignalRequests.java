package org.wenzheng.sfu.room;

import java.util.ArrayList;
import java.util.List;
import livekit.LivekitModels.DisconnectReason;
import livekit.LivekitModels.ParticipantTracks;
import livekit.LivekitRtc.LeaveRequest;
import livekit.LivekitRtc.MuteTrackRequest;
import livekit.LivekitRtc.Pong;
import livekit.LivekitRtc.RequestResponse;
import livekit.LivekitRtc.SignalRequest;
import livekit.LivekitRtc.SignalResponse;
import livekit.LivekitRtc.SimulateScenario;
import livekit.LivekitRtc.UpdateLocalAudioTrack;
import livekit.LivekitRtc.UpdateLocalVideoTrack;
import livekit.LivekitRtc.UpdateParticipantMetadata;
import livekit.LivekitRtc.UpdateSubscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out what a client asks for over its signalling. A defect ends the client's session, not the room's. */
final class SignalRequests {

    private static final Logger log = LoggerFactory.getLogger(SignalRequests.class);

    private final Participant participant;
    private final RequestBudget budget;

    SignalRequests(Participant participant) {
        this.participant = participant;
        RoomLimits limits = participant.room().context().limits();
        this.budget = new RequestBudget(
                limits.requestsPerSecond(),
                limits.requestBurst(),
                participant.room().context().nanos());
    }

    void handle(SignalRequest request) {
        if (!budget.take()) {
            log.warn(
                    "{} in room {} asks too much",
                    participant.sid(),
                    participant.room().sid());
            participant.disconnect(DisconnectReason.JOIN_FAILURE, LeaveRequest.Action.DISCONNECT);
            return;
        }
        try {
            carryOut(request);
        } catch (RuntimeException e) {
            log.error(
                    "A request {} of {} in room {} failed",
                    request.getMessageCase(),
                    participant.sid(),
                    participant.room().sid(),
                    e);
            participant.disconnect(DisconnectReason.UNKNOWN_REASON, LeaveRequest.Action.RECONNECT);
        }
    }

    private void carryOut(SignalRequest request) {
        switch (request.getMessageCase()) {
            case OFFER -> participant.publications().offer(request.getOffer());
            case ANSWER -> participant.subscriptions().answer(request.getAnswer());
            case ADD_TRACK -> participant.publications().add(request.getAddTrack());
            case MUTE -> mute(request.getMute());
            case SUBSCRIPTION -> subscribe(request.getSubscription());
            case TRACK_SETTING -> participant.subscriptions().settings(request.getTrackSetting());
            case LEAVE -> participant.leave(DisconnectReason.CLIENT_INITIATED);
            case PING -> pong();
            case PING_REQ -> pong(request.getPingReq().getTimestamp());
            case UPDATE_METADATA -> describe(request.getUpdateMetadata());
            case UPDATE_AUDIO_TRACK -> audio(request.getUpdateAudioTrack());
            case UPDATE_VIDEO_TRACK -> video(request.getUpdateVideoTrack());
            case SIMULATE -> simulate(request.getSimulate());
            case SYNC_STATE -> synchronize(request);
            default -> {
                // Candidates say nothing to a lite agent; data tracks and what is not known are not offered here.
            }
        }
    }

    private void mute(MuteTrackRequest request) {
        PublishedTrack track = participant.publications().track(request.getSid());
        if (track != null) {
            track.mute(request.getMuted(), false);
        }
    }

    private void subscribe(UpdateSubscription update) {
        List<String> sids = new ArrayList<>(update.getTrackSidsList());
        for (ParticipantTracks tracks : update.getParticipantTracksList()) {
            sids.addAll(tracks.getTrackSidsList());
        }
        for (String sid : sids) {
            if (!update.getSubscribe()) {
                participant.subscriptions().unsubscribe(sid);
                continue;
            }
            PublishedTrack track = participant.room().track(sid);
            if (track != null) {
                participant.subscriptions().subscribe(track);
            }
        }
    }

    /** What a client had subscribed to before it came back, beyond or short of what the server knows. */
    private void synchronize(SignalRequest request) {
        UpdateSubscription subscription = request.getSyncState().getSubscription();
        if (subscription.getTrackSidsCount() + subscription.getParticipantTracksCount() > 0) {
            subscribe(subscription);
        }
    }

    private void pong() {
        participant.send(SignalResponse.newBuilder()
                .setPong(participant.room().context().clock().millis())
                .build());
    }

    private void pong(long timestamp) {
        participant.send(SignalResponse.newBuilder()
                .setPongResp(Pong.newBuilder()
                        .setLastPingTimestamp(timestamp)
                        .setTimestamp(participant.room().context().clock().millis()))
                .build());
    }

    private void describe(UpdateParticipantMetadata update) {
        RequestResponse.Reason reason = RequestResponse.Reason.OK;
        String message = "";
        if (!participant.grant().mayUpdateOwnMetadata()) {
            reason = RequestResponse.Reason.NOT_ALLOWED;
            message = "the token has no grant canUpdateOwnMetadata";
        } else if (!participant.describe(update.getName(), update.getMetadata(), update.getAttributesMap())) {
            reason = RequestResponse.Reason.LIMIT_EXCEEDED;
            message = "too much text, or an attribute that only the server sets";
        }
        participant.send(SignalResponse.newBuilder()
                .setRequestResponse(RequestResponse.newBuilder()
                        .setRequestId(update.getRequestId())
                        .setReason(reason)
                        .setMessage(message))
                .build());
    }

    private void audio(UpdateLocalAudioTrack update) {
        PublishedTrack track = participant.publications().track(update.getTrackSid());
        if (track != null) {
            track.editable().clearAudioFeatures().addAllAudioFeatures(update.getFeaturesList());
            participant.changed();
        }
    }

    private void video(UpdateLocalVideoTrack update) {
        PublishedTrack track = participant.publications().track(update.getTrackSid());
        if (track != null) {
            track.editable().setWidth(update.getWidth()).setHeight(update.getHeight());
            participant.changed();
        }
    }

    /** What clients use to test themselves. It can hurt nobody but who asks. */
    private void simulate(SimulateScenario scenario) {
        switch (scenario.getScenarioCase()) {
            case SERVER_LEAVE ->
                participant.disconnect(DisconnectReason.SERVER_SHUTDOWN, LeaveRequest.Action.DISCONNECT);
            case LEAVE_REQUEST_FULL_RECONNECT ->
                participant.disconnect(DisconnectReason.UNKNOWN_REASON, LeaveRequest.Action.RECONNECT);
            case NODE_FAILURE -> participant.leave(DisconnectReason.SIGNAL_CLOSE);
            default -> {
                // Migration, forced TCP and the like have no counterpart here.
            }
        }
    }
}
