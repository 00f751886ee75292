package org.wenzheng.sfu.room;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import livekit.LivekitModels.Encryption;
import livekit.LivekitModels.TrackInfo;
import livekit.LivekitModels.TrackSource;
import livekit.LivekitModels.TrackType;
import livekit.LivekitRtc.AddTrackRequest;
import livekit.LivekitRtc.RequestResponse;
import livekit.LivekitRtc.SessionDescription;
import livekit.LivekitRtc.SignalResponse;
import livekit.LivekitRtc.TrackPublishedResponse;
import livekit.LivekitRtc.TrackUnpublishedResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wenzheng.sfu.media.InboundTrack;
import org.wenzheng.sfu.media.MediaConnection;
import org.wenzheng.sfu.negotiation.Sections;
import org.wenzheng.sfu.negotiation.TrackFormat;
import org.wenzheng.signalling.sdp.MediaDescription;
import org.wenzheng.signalling.sdp.MediaKind;
import org.wenzheng.signalling.sdp.SdpException;
import org.wenzheng.signalling.sdp.SdpParser;
import org.wenzheng.signalling.sdp.SdpWriter;
import org.wenzheng.signalling.sdp.TransportDescription;

/**
 * What a participant publishes: a track is announced by the client, then appears in an offer of the client under the id that
 * the announcement named, and is published from then on.
 */
public final class Publications {

    private static final Logger log = LoggerFactory.getLogger(Publications.class);
    private static final long SESSION = 1;

    private final Participant participant;
    private final Map<String, PublishedTrack> announced = new LinkedHashMap<>(); // by client id
    private final Map<String, PublishedTrack> published = new LinkedHashMap<>(); // by sid
    private final Map<String, PublishedTrack> bySection = new HashMap<>(); // by mid
    private long version;

    Publications(Participant participant) {
        this.participant = participant;
    }

    boolean isEmpty() {
        return published.isEmpty();
    }

    List<TrackInfo> infos() {
        return published.values().stream().map(PublishedTrack::info).toList();
    }

    /** Tracks that are published. */
    public Collection<PublishedTrack> all() {
        return published.values();
    }

    /** The published track of that sid, or null. */
    @Nullable
    PublishedTrack published(String sid) {
        return published.get(sid);
    }

    /** The track of that sid, published or only announced, or null. */
    @Nullable
    PublishedTrack track(String sid) {
        PublishedTrack track = published.get(sid);
        if (track == null) {
            track = announced.values().stream()
                    .filter(candidate -> candidate.sid().equals(sid))
                    .findFirst()
                    .orElse(null);
        }
        return track;
    }

    /** The client announces a track. */
    void add(AddTrackRequest request) {
        if (!participant.grant().mayPublish(sourceName(request.getSource()))) {
            refuse(request, RequestResponse.Reason.NOT_ALLOWED, "the token does not allow to publish this source");
            return;
        }
        if (request.getType() == TrackType.UNRECOGNIZED
                || request.getSource() == TrackSource.UNRECOGNIZED
                || request.getEncryption() == Encryption.Type.UNRECOGNIZED) {
            refuse(request, RequestResponse.Reason.UNSUPPORTED_TYPE, "no such kind, source or encryption is known");
            return;
        }
        int limit = participant.room().context().limits().tracks();
        if (announced.size() + published.size() >= limit) {
            refuse(request, RequestResponse.Reason.LIMIT_EXCEEDED, "at most " + limit + " tracks can be published");
            return;
        }
        PublishedTrack track = announced.get(request.getCid());
        if (track == null) {
            track = new PublishedTrack(participant, request);
            announced.put(request.getCid(), track);
        }
        participant.send(SignalResponse.newBuilder()
                .setTrackPublished(TrackPublishedResponse.newBuilder()
                        .setCid(request.getCid())
                        .setTrack(track.info()))
                .build());
    }

    /** The client offers its sections; each gets its answer, and tracks come and go by what they say. */
    void offer(SessionDescription message) {
        org.wenzheng.signalling.sdp.SessionDescription offer;
        MediaConnection connection = participant.publishing();
        try {
            offer = SdpParser.parse(message.getSdp());
            connection.remote(offer, true);
        } catch (SdpException e) {
            log.warn(
                    "An offer of {} in room {} was refused: {}",
                    participant.sid(),
                    participant.room().sid(),
                    e.getMessage());
            return;
        }
        TransportDescription transport = connection.description();
        Set<PublishedTrack> sending = new HashSet<>();
        List<PublishedTrack> fresh = new ArrayList<>();
        List<MediaDescription> sections = new ArrayList<>();
        Map<String, String> tracksBySection = new HashMap<>();
        participant.subscriptions().clientOffers(offer);
        for (MediaDescription section : offer.media()) {
            sections.add(answer(section, transport, sending, fresh, tracksBySection));
        }
        String sdp =
                SdpWriter.write(new org.wenzheng.signalling.sdp.SessionDescription(SESSION, ++version, true, sections));
        participant.send(SignalResponse.newBuilder()
                .setAnswer(SessionDescription.newBuilder()
                        .setType("answer")
                        .setSdp(sdp)
                        .setId(message.getId())
                        .putAllMidToTrackId(tracksBySection))
                .build());
        participant.negotiated();
        settle(sending, fresh);
        participant.subscriptions().answered();
    }

    void tick(long now) {
        for (PublishedTrack track : published.values()) {
            track.tick(now);
        }
    }

    void close() {
        new ArrayList<>(published.values()).forEach(this::withdraw);
        announced.clear();
    }

    private MediaDescription answer(
            MediaDescription section,
            TransportDescription transport,
            Set<PublishedTrack> sending,
            List<PublishedTrack> fresh,
            Map<String, String> tracksBySection) {
        if (section.refused() || section.mid().isEmpty() || section.kind() == MediaKind.OTHER) {
            return section.refusal();
        }
        if (section.kind() == MediaKind.APPLICATION) {
            return Sections.data(section.mid(), transport);
        }
        if (section.direction().sends()) {
            PublishedTrack track = publishedIn(section, fresh);
            if (track == null) {
                return Sections.inactive(section, transport);
            }
            sending.add(track);
            return Sections.receiving(section, track.inbound().format(), transport);
        }
        return participant.subscriptions().answer(section, transport, tracksBySection);
    }

    private @Nullable PublishedTrack publishedIn(MediaDescription section, List<PublishedTrack> fresh) {
        PublishedTrack track = bySection.get(section.mid());
        if (track != null && track.isKnownAs(section.trackId())) {
            return track;
        }
        PublishedTrack announcement = announcedFor(section);
        if (announcement == null) {
            log.info(
                    "{} in room {} offers a track that it did not announce",
                    participant.sid(),
                    participant.room().sid());
            return null;
        }
        TrackFormat format = announcement.formatIn(section);
        if (format == null) {
            return null;
        }
        if (track != null) {
            withdraw(track);
        }
        announced.values().remove(announcement);
        participant.publishing().learn(section);
        InboundTrack inbound = participant.publishing().receive(section, format, announcement);
        announcement.begin(section.mid(), inbound);
        bySection.put(section.mid(), announcement);
        fresh.add(announcement);
        return announcement;
    }

    /** By the id that was announced; some clients write another one into their description, then the oldest of the kind. */
    private @Nullable PublishedTrack announcedFor(MediaDescription section) {
        PublishedTrack named = announced.get(section.trackId());
        if (named != null) {
            return named.kind() == section.kind() ? named : null;
        }
        for (PublishedTrack candidate : announced.values()) {
            if (candidate.kind() == section.kind()) {
                candidate.alsoKnownAs(section.trackId());
                return candidate;
            }
        }
        return null;
    }

    private void settle(Set<PublishedTrack> sending, List<PublishedTrack> fresh) {
        boolean changed = !fresh.isEmpty();
        for (PublishedTrack track : new ArrayList<>(published.values())) {
            if (!sending.contains(track)) {
                withdraw(track);
                changed = true;
            }
        }
        for (PublishedTrack track : fresh) {
            published.put(track.sid(), track);
            track.tapInto(participant.room().tap().published(track));
        }
        if (changed) {
            participant.changed();
        }
        fresh.forEach(participant.room()::published);
    }

    private void withdraw(PublishedTrack track) {
        published.remove(track.sid());
        bySection.values().remove(track);
        track.end();
        participant.publishing().forget(track.inbound());
        participant.send(SignalResponse.newBuilder()
                .setTrackUnpublished(TrackUnpublishedResponse.newBuilder().setTrackSid(track.sid()))
                .build());
    }

    private void refuse(AddTrackRequest request, RequestResponse.Reason reason, String message) {
        participant.send(SignalResponse.newBuilder()
                .setRequestResponse(RequestResponse.newBuilder()
                        .setReason(reason)
                        .setMessage(message)
                        .setAddTrack(request))
                .build());
    }

    private static String sourceName(TrackSource source) {
        return source.name().toLowerCase(java.util.Locale.ROOT);
    }
}
