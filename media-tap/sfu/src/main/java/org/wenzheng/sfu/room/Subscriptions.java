package org.wenzheng.sfu.room;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import livekit.LivekitRtc.SessionDescription;
import livekit.LivekitRtc.UpdateTrackSettings;
import org.jspecify.annotations.Nullable;
import org.wenzheng.signalling.admission.ConnectionMode;
import org.wenzheng.signalling.sdp.MediaDescription;
import org.wenzheng.signalling.sdp.TransportDescription;

/** What a participant receives. How its client learns of the sections depends on the mode. */
public final class Subscriptions {

    private final Participant participant;
    private final boolean wantsAll;
    private final Map<String, Subscription> active = new LinkedHashMap<>(); // by track sid
    private final SubscriberNegotiation negotiation;

    Subscriptions(Participant participant, boolean wantsAll) {
        this.participant = participant;
        this.wantsAll = wantsAll;
        this.negotiation = participant.mode() == ConnectionMode.DUAL
                ? new OfferingNegotiation(participant)
                : new AnsweringNegotiation(participant, active.values());
    }

    /** Whether every track is wanted without asking. */
    boolean wantsAll() {
        return wantsAll;
    }

    /** What is received. */
    public Collection<Subscription> all() {
        return active.values();
    }

    /** Begins: everything that is there, if everything is wanted. */
    void start() {
        if (wantsAll) {
            for (Participant other : participant.room().participants()) {
                other.publications().all().forEach(this::subscribe);
            }
        }
        negotiation.start();
    }

    /** Receives a track from now on. */
    void subscribe(PublishedTrack track) {
        if (track.publisher() == participant
                || active.containsKey(track.sid())
                || !participant.grant().maySubscribe()) {
            return;
        }
        Subscription subscription = new Subscription(participant, track);
        active.put(track.sid(), subscription);
        track.add(subscription);
        negotiation.added(subscription);
    }

    /** Receives a track no longer. */
    void unsubscribe(String trackSid) {
        Subscription subscription = active.get(trackSid);
        if (subscription != null) {
            subscription.track().remove(subscription);
            remove(subscription);
        }
    }

    /** The track has ended. */
    void remove(Subscription subscription) {
        if (active.remove(subscription.track().sid(), subscription)) {
            participant.subscribing().end(subscription.stream());
            negotiation.removed(subscription);
        }
    }

    /** What the client wants to see of some tracks. */
    void settings(UpdateTrackSettings settings) {
        for (String sid : settings.getTrackSidsList()) {
            Subscription subscription = active.get(sid);
            if (subscription != null) {
                subscription.settings(settings);
            }
        }
    }

    /** The client answers an offer of ours. */
    void answer(SessionDescription answer) {
        negotiation.answered(answer);
    }

    /** The client makes an offer, whose sections are answered one by one next. */
    void clientOffers(org.wenzheng.signalling.sdp.SessionDescription offer) {
        negotiation.clientOffers(offer);
    }

    /** The answer to a section in which the client does not send. */
    MediaDescription answer(
            MediaDescription section, TransportDescription transport, Map<String, String> tracksBySection) {
        return negotiation.answer(section, transport, tracksBySection);
    }

    /** Our answer to the client's offer is out. */
    void answered() {
        negotiation.answerSent();
    }

    /** Media may flow. */
    void connected() {
        active.values().forEach(Subscription::retarget);
    }

    void resume() {
        negotiation.resume();
    }

    void close() {
        List<Subscription> all = new ArrayList<>(active.values());
        active.clear();
        for (Subscription subscription : all) {
            subscription.track().remove(subscription);
        }
    }

    @Nullable
    Subscription find(String trackSid) {
        return active.get(trackSid);
    }
}
