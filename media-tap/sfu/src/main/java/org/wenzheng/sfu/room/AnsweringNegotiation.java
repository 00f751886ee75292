package org.wenzheng.sfu.room;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import livekit.LivekitRtc.MediaSectionsRequirement;
import livekit.LivekitRtc.SessionDescription;
import livekit.LivekitRtc.SignalResponse;
import org.jspecify.annotations.Nullable;
import org.wenzheng.sfu.negotiation.Sections;
import org.wenzheng.sfu.negotiation.TrackFormat;
import org.wenzheng.signalling.sdp.MediaDescription;
import org.wenzheng.signalling.sdp.MediaKind;
import org.wenzheng.signalling.sdp.TransportDescription;

/**
 * One connection: only the client offers. The server tells it how many sections it lacks, and answers free ones with
 * tracks.
 */
final class AnsweringNegotiation implements SubscriberNegotiation {

    private final Participant participant;
    private final Collection<Subscription> subscriptions;
    private List<MediaDescription> lastOffer = List.of();
    private boolean started;
    private boolean scheduled;

    AnsweringNegotiation(Participant participant, Collection<Subscription> subscriptions) {
        this.participant = participant;
        this.subscriptions = subscriptions;
    }

    @Override
    public void start() {
        started = true;
    }

    @Override
    public void added(Subscription subscription) {
        schedule();
    }

    @Override
    public void removed(Subscription subscription) {
        schedule();
    }

    @Override
    public void answered(SessionDescription answer) {
        // Nothing was offered.
    }

    @Override
    public void clientOffers(org.wenzheng.signalling.sdp.SessionDescription offer) {
        lastOffer = offer.media();
        offer.media().forEach(participant.publishing()::learn);
        participant.subscribing().number(participant.publishing().extensions().transportSequence());
    }

    @Override
    public MediaDescription answer(
            MediaDescription section, TransportDescription transport, Map<String, String> tracksBySection) {
        Subscription subscription = section.direction().receives() ? choose(section) : null;
        if (subscription == null) {
            return Sections.inactive(section, transport);
        }
        TrackFormat format = format(section, subscription);
        if (format == null) {
            return Sections.inactive(section, transport);
        }
        subscription.place(section.mid());
        subscription.stream().format(format);
        tracksBySection.put(section.mid(), subscription.track().sid());
        return Sections.sending(section, format, subscription.describe(), transport);
    }

    @Override
    public void answerSent() {
        for (Subscription subscription : subscriptions) {
            if (!subscription.mid().isEmpty()) {
                subscription.negotiated();
            }
        }
        if (lacking(MediaKind.AUDIO) + lacking(MediaKind.VIDEO) > 0) {
            schedule();
        }
    }

    @Override
    public void resume() {
        // The client offers by itself when it has come back.
    }

    private @Nullable Subscription choose(MediaDescription section) {
        for (Subscription subscription : subscriptions) {
            if (subscription.mid().equals(section.mid())) {
                return subscription;
            }
        }
        for (Subscription subscription : subscriptions) {
            if (subscription.mid().isEmpty()
                    && subscription.track().kind() == section.kind()
                    && format(section, subscription) != null) {
                return subscription;
            }
        }
        return null;
    }

    private static @Nullable TrackFormat format(MediaDescription section, Subscription subscription) {
        TrackFormat incoming = subscription.track().inbound().format();
        TrackFormat format = TrackFormat.in(section, incoming.codec(), incoming.parameters());
        return format == null || format.payloadType() == Redundancy.OPUS ? format : format.withoutRedundancy();
    }

    private void schedule() {
        if (!scheduled) {
            scheduled = true;
            participant.room().loop().execute(() -> {
                scheduled = false;
                if (started && !participant.hasLeft() && !lastOffer.isEmpty()) {
                    require();
                }
            });
        }
    }

    private void require() {
        participant.send(SignalResponse.newBuilder()
                .setMediaSectionsRequirement(MediaSectionsRequirement.newBuilder()
                        .setNumAudios(lacking(MediaKind.AUDIO))
                        .setNumVideos(lacking(MediaKind.VIDEO)))
                .build());
    }

    /** Sections of a kind that the next offer must have beyond the free ones of the last. */
    private int lacking(MediaKind kind) {
        Set<String> taken = new HashSet<>();
        int waiting = 0;
        for (Subscription subscription : subscriptions) {
            if (!subscription.mid().isEmpty()) {
                taken.add(subscription.mid());
            } else if (subscription.track().kind() == kind) {
                waiting++;
            }
        }
        for (MediaDescription section : lastOffer) {
            if (section.kind() == kind
                    && !section.refused()
                    && section.direction().receives()
                    && !section.direction().sends()
                    && !taken.contains(section.mid())) {
                waiting--;
            }
        }
        return Math.max(0, waiting);
    }
}
