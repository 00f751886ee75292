package org.wenzheng.sfu.room;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import livekit.LivekitModels;
import livekit.LivekitModels.DataPacket;
import livekit.LivekitModels.DisconnectReason;
import livekit.LivekitRtc.LeaveRequest;
import livekit.LivekitRtc.ParticipantUpdate;
import livekit.LivekitRtc.SignalResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wenzheng.rtc.transport.PortFullException;
import org.wenzheng.sfu.negotiation.Codec;
import org.wenzheng.signalling.admission.Joining;

/** Those who are in one call. Everything but the names is touched on its event loop only. */
public final class Room {

    private static final Logger log = LoggerFactory.getLogger(Room.class);
    private static final long TICK_MILLIS = 100;

    private final Rooms rooms;
    private final RoomContext context;
    private final String name;
    private final String sid;
    private final EventLoop loop;
    private final long createdAtMs;
    private final CallTap tap;
    private final Map<String, Participant> participants = new LinkedHashMap<>();
    private final Speakers speakers = new Speakers(this);
    private final DataRelay relay = new DataRelay(this);
    private final ConnectionQualities qualities = new ConnectionQualities(this);
    private @Nullable ScheduledFuture<?> ticks;
    private boolean replacing;
    private boolean closed;

    Room(Rooms rooms, RoomContext context, String name, EventLoop loop) {
        this.rooms = rooms;
        this.context = context;
        this.name = name;
        this.loop = loop;
        this.sid = context.ids().next("RM_");
        this.createdAtMs = context.clock().millis();
        this.tap = context.taps().open(name, createdAtMs);
    }

    public String name() {
        return name;
    }

    public String sid() {
        return sid;
    }

    public EventLoop loop() {
        return loop;
    }

    RoomContext context() {
        return context;
    }

    CallTap tap() {
        return tap;
    }

    DataRelay relay() {
        return relay;
    }

    /**
     * What a server has said of somebody since it gave out the token, or null: it stays in force when the client joins anew
     * with the old one.
     */
    @Nullable
    Map<String, String> saidOf(String identity) {
        return rooms.statements().of(name, identity);
    }

    void say(String identity, Map<String, String> attributes) {
        rooms.statements().say(name, identity, attributes);
    }

    /** Gives a server's message to everybody, or to whom it names. */
    public void sendData(boolean reliable, DataPacket packet) {
        relay.inject(reliable, packet);
    }

    Speakers speakers() {
        return speakers;
    }

    boolean isClosed() {
        return closed;
    }

    /** Everybody, in the order of joining. */
    public Collection<Participant> participants() {
        return participants.values();
    }

    /** Who has that identity, or null. */
    public @Nullable Participant participant(String identity) {
        return participants.get(identity);
    }

    /** The track of that sid, whoever publishes it, or null. */
    @Nullable
    PublishedTrack track(String trackSid) {
        for (Participant participant : participants.values()) {
            PublishedTrack track = participant.publications().published(trackSid);
            if (track != null) {
                return track;
            }
        }
        return null;
    }

    /** As LiveKit's messages describe it. */
    public LivekitModels.Room info() {
        int publishers = 0;
        for (Participant participant : participants.values()) {
            publishers += participant.publications().isEmpty() ? 0 : 1;
        }
        LivekitModels.Room.Builder info = LivekitModels.Room.newBuilder()
                .setSid(sid)
                .setName(name)
                .setCreationTime(createdAtMs / 1000)
                .setCreationTimeMs(createdAtMs)
                .setMaxParticipants(context.limits().participants())
                .setNumParticipants(participants.size())
                .setNumPublishers(publishers);
        for (Codec codec : Codec.values()) {
            info.addEnabledCodecs(LivekitModels.Codec.newBuilder().setMime(codec.mimeType()));
        }
        return info.build();
    }

    /** Lets somebody in, or back in; null when the client was told to try otherwise. */
    @Nullable
    Participant connect(Joining joining, SignalLink link) {
        String identity = joining.token().identity();
        Participant present = participants.get(identity);
        if (joining.request().getReconnect()) {
            String sidAsked = joining.request().getParticipantSid();
            if (present != null && (sidAsked.isEmpty() || sidAsked.equals(present.sid()))) {
                present.resume(joining, link);
                return present;
            }
            turnAway(link, DisconnectReason.STATE_MISMATCH, LeaveRequest.Action.RECONNECT);
            closeIfEmpty();
            return null;
        }
        if (present != null) {
            replacing = true; // the room goes on even if nobody else is in it
            present.disconnect(DisconnectReason.DUPLICATE_IDENTITY, LeaveRequest.Action.DISCONNECT);
            replacing = false;
        }
        if (participants.size() >= context.limits().participants()) {
            log.warn("Room {} is full with {} participants", sid, participants.size());
            turnAway(link, DisconnectReason.JOIN_FAILURE, LeaveRequest.Action.DISCONNECT);
            closeIfEmpty();
            return null;
        }
        Participant participant;
        try {
            participant = new Participant(this, joining, link);
        } catch (PortFullException e) {
            log.warn("Nobody else can join: {}", e.getMessage());
            turnAway(link, DisconnectReason.JOIN_FAILURE, LeaveRequest.Action.DISCONNECT);
            closeIfEmpty();
            return null;
        }
        participants.put(identity, participant);
        tap.joined(participant);
        startTicks();
        participant.welcome(joining);
        return participant;
    }

    /** Tells everybody about a participant as it now is. */
    void announce(Participant changed) {
        SignalResponse update = SignalResponse.newBuilder()
                .setUpdate(ParticipantUpdate.newBuilder().addParticipants(changed.info()))
                .build();
        for (Participant participant : participants.values()) {
            if (participant == changed || !changed.isHidden()) {
                participant.send(update);
            }
        }
    }

    /** A participant is gone. */
    void left(Participant participant) {
        if (!participants.remove(participant.identity(), participant)) {
            return;
        }
        speakers.remove(participant);
        tap.left(participant);
        announce(participant);
        if (!replacing) {
            closeIfEmpty();
        }
    }

    /** Offers a new track to those who want all. */
    void published(PublishedTrack track) {
        for (Participant participant : participants.values()) {
            if (participant.subscriptions().wantsAll()) {
                participant.subscriptions().subscribe(track);
            }
        }
    }

    /** Ends the room for everybody. */
    public void delete() {
        disconnectAll(DisconnectReason.ROOM_DELETED, LeaveRequest.Action.DISCONNECT);
    }

    void shutDown() {
        disconnectAll(DisconnectReason.SERVER_SHUTDOWN, LeaveRequest.Action.RECONNECT);
    }

    private void disconnectAll(DisconnectReason reason, LeaveRequest.Action action) {
        for (Participant participant : new ArrayList<>(participants.values())) {
            participant.disconnect(reason, action);
        }
    }

    private void closeIfEmpty() {
        if (!participants.isEmpty() || closed) {
            return;
        }
        closed = true;
        tap.closed();
        if (ticks != null) {
            ticks.cancel(false);
            ticks = null;
        }
        rooms.closed(this);
    }

    private void startTicks() {
        if (ticks == null) {
            ticks = loop.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void tick() {
        long now = context.nanos().getAsLong();
        List<Participant> all = new ArrayList<>(participants.values());
        for (Participant participant : all) {
            try {
                participant.tick(now);
            } catch (RuntimeException e) {
                // One participant's defect must not stop the room's clock.
                log.error("A participant of room {} could not be served", sid, e);
            }
        }
        speakers.tick(now);
        qualities.tick(now);
    }

    private static void turnAway(SignalLink link, DisconnectReason reason, LeaveRequest.Action action) {
        link.send(SignalResponse.newBuilder()
                .setLeave(LeaveRequest.newBuilder()
                        .setReason(reason)
                        .setCanReconnect(action != LeaveRequest.Action.DISCONNECT)
                        .setAction(action))
                .build());
        link.close();
    }
}
