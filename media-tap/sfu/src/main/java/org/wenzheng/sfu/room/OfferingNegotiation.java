package org.wenzheng.sfu.room;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import livekit.LivekitRtc.SessionDescription;
import livekit.LivekitRtc.SignalResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wenzheng.sfu.media.MediaConnection;
import org.wenzheng.sfu.negotiation.Extensions;
import org.wenzheng.sfu.negotiation.Sections;
import org.wenzheng.sfu.negotiation.TrackFormat;
import org.wenzheng.signalling.sdp.MediaDescription;
import org.wenzheng.signalling.sdp.SdpException;
import org.wenzheng.signalling.sdp.SdpParser;
import org.wenzheng.signalling.sdp.SdpWriter;
import org.wenzheng.signalling.sdp.TransportDescription;

/**
 * Two connections: the server offers what it sends on the second one, one offer at a time. A section whose track has ended
 * is kept and used again for the next of its codec.
 */
final class OfferingNegotiation implements SubscriberNegotiation {

    private static final Logger log = LoggerFactory.getLogger(OfferingNegotiation.class);
    private static final String DATA_MID = "0";
    private static final long SESSION = 2;

    private final Participant participant;
    private final List<Slot> slots = new ArrayList<>();
    private List<Subscription> offered = List.of();
    private boolean started;
    private boolean outstanding;
    private boolean scheduled;
    private boolean changed;
    private int offers;

    OfferingNegotiation(Participant participant) {
        this.participant = participant;
    }

    @Override
    public void start() {
        started = true;
        changed = true;
        offer();
    }

    @Override
    public void added(Subscription subscription) {
        TrackFormat format = subscription.stream().format();
        Slot slot = null;
        for (Slot candidate : slots) {
            if (candidate.subscription == null && candidate.format.equals(format)) {
                slot = candidate;
                break;
            }
        }
        if (slot == null) {
            slot = new Slot(Integer.toString(slots.size() + 1), format);
            slots.add(slot);
        }
        slot.subscription = subscription;
        subscription.place(slot.mid);
        schedule();
    }

    @Override
    public void removed(Subscription subscription) {
        for (Slot slot : slots) {
            if (slot.subscription == subscription) {
                slot.subscription = null;
            }
        }
        schedule();
    }

    @Override
    public void answered(SessionDescription message) {
        if (!outstanding || message.getId() != 0 && message.getId() != offers) {
            return;
        }
        try {
            org.wenzheng.signalling.sdp.SessionDescription answer = SdpParser.parse(message.getSdp());
            participant.subscribing().remote(answer, false);
            Extensions agreed = Extensions.NONE;
            for (MediaDescription section : answer.media()) {
                agreed = agreed.with(section);
                agree(section);
            }
            participant.subscribing().number(agreed.transportSequence());
        } catch (SdpException e) {
            log.warn(
                    "An answer of {} in room {} cannot be used: {}",
                    participant.sid(),
                    participant.room().sid(),
                    e.getMessage());
            return;
        }
        outstanding = false;
        participant.negotiated();
        offered.forEach(Subscription::negotiated);
        offered = List.of();
        if (changed) {
            offer();
        }
    }

    private void agree(MediaDescription section) {
        for (Slot slot : slots) {
            if (slot.subscription != null && slot.mid.equals(section.mid())) {
                slot.subscription.stream().format(slot.format.agreed(section));
            }
        }
    }

    @Override
    public void clientOffers(org.wenzheng.signalling.sdp.SessionDescription offer) {}

    @Override
    public MediaDescription answer(
            MediaDescription section, TransportDescription transport, Map<String, String> tracksBySection) {
        return Sections.inactive(section, transport);
    }

    @Override
    public void answerSent() {}

    @Override
    public void resume() {
        participant.subscribing().restartIce();
        outstanding = false;
        changed = true;
        offer();
    }

    /** What happens in one turn of the loop becomes one offer. */
    private void schedule() {
        changed = true;
        if (started && !scheduled && !outstanding) {
            scheduled = true;
            participant.room().loop().execute(() -> {
                scheduled = false;
                if (changed && !outstanding && !participant.hasLeft()) {
                    offer();
                }
            });
        }
    }

    private void offer() {
        MediaConnection connection = participant.subscribing();
        TransportDescription transport = connection.description();
        List<MediaDescription> sections = new ArrayList<>();
        List<Subscription> sent = new ArrayList<>();
        Map<String, String> tracksBySection = new HashMap<>();
        sections.add(Sections.data(DATA_MID, transport));
        for (Slot slot : slots) {
            Subscription subscription = slot.subscription;
            sections.add(Sections.offer(
                    slot.mid, slot.format, subscription == null ? null : subscription.describe(), transport));
            if (subscription != null) {
                sent.add(subscription);
                tracksBySection.put(slot.mid, subscription.track().sid());
            }
        }
        offered = sent;
        outstanding = true;
        changed = false;
        offers++;
        String sdp =
                SdpWriter.write(new org.wenzheng.signalling.sdp.SessionDescription(SESSION, offers, true, sections));
        participant.send(SignalResponse.newBuilder()
                .setOffer(SessionDescription.newBuilder()
                        .setType("offer")
                        .setSdp(sdp)
                        .setId(offers)
                        .putAllMidToTrackId(tracksBySection))
                .build());
    }

    /** A section, for its codec's tracks. */
    private static final class Slot {
        private final String mid;
        private final TrackFormat format;
        private @Nullable Subscription subscription;

        private Slot(String mid, TrackFormat format) {
            this.mid = mid;
            this.format = format;
        }
    }
}
