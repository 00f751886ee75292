package org.wenzheng.sfu.room;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import livekit.LivekitModels.DisconnectReason;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitModels.ParticipantPermission;
import livekit.LivekitModels.TrackInfo;
import livekit.LivekitRtc.LeaveRequest;
import livekit.LivekitRtc.MuteTrackRequest;
import livekit.LivekitRtc.SignalResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wenzheng.rtc.transport.CloseReason;
import org.wenzheng.rtc.transport.PortFullException;
import org.wenzheng.sfu.media.ConnectionListener;
import org.wenzheng.sfu.media.MediaConnection;
import org.wenzheng.signalling.admission.ConnectionMode;
import org.wenzheng.signalling.admission.Joining;
import org.wenzheng.signalling.token.AccessToken;
import org.wenzheng.signalling.token.CallClaims;
import org.wenzheng.signalling.token.CallRole;
import org.wenzheng.signalling.token.VideoGrant;

/**
 * Somebody in a room. Identity, role and consents come from the token alone. It outlives its signalling connection by some
 * seconds, so that a client can resume.
 */
public final class Participant implements ConnectionListener {

    private static final Logger log = LoggerFactory.getLogger(Participant.class);
    private static final long REPORT_NANOS = 1_000_000_000L;
    private static final long GOODBYE_NANOS = 3_000_000_000L;
    private static final Duration LONGEST_RENEWAL = Duration.ofHours(6);

    private final Room room;
    private final String sid;
    private final ConnectionMode mode;
    private final long joinedAtMs;
    private final int clientProtocol;
    private final MediaConnection publishing;
    private final MediaConnection subscribing;
    private final Publications publications;
    private final Subscriptions subscriptions;
    private final Congestion congestion = new Congestion(this);
    private final SignalRequests requests;
    private final Map<String, String> attributes;
    private AccessToken token;
    private CallClaims claims;
    private String name;
    private String metadata;
    private ParticipantInfo.State state = ParticipantInfo.State.JOINING;
    private DisconnectReason leftBecause = DisconnectReason.UNKNOWN_REASON;
    private int version;
    private int lastSequence;
    private @Nullable SignalLink link;
    private long unlinkedAt;
    private long reportedAt;
    private long mediaEndedAt;
    private boolean left;

    Participant(Room room, Joining joining, SignalLink link) {
        this.room = room;
        this.link = link;
        this.token = joining.token();
        this.mode = joining.mode();
        this.name = token.name();
        this.metadata = token.metadata();
        Map<String, String> said = room.saidOf(token.identity());
        this.attributes = new TreeMap<>(said != null ? said : token.attributes());
        this.claims = read(attributes);
        this.clientProtocol = joining.request().getClientInfo().getClientProtocol();
        RoomContext context = room.context();
        this.sid = context.ids().next("PA_");
        this.joinedAtMs = context.clock().millis();
        this.publishing = connection(false);
        this.subscribing = mode == ConnectionMode.SINGLE ? publishing : second(publishing);
        this.publications = new Publications(this);
        this.subscriptions = new Subscriptions(
                this, joining.request().getConnectionSettings().getAutoSubscribe());
        this.requests = new SignalRequests(this);
    }

    /** The connection to receive on; when the port has no place for it, the first one gives its place back. */
    private MediaConnection second(MediaConnection first) {
        try {
            return connection(true);
        } catch (PortFullException e) {
            first.close();
            throw e;
        }
    }

    private MediaConnection connection(boolean opensChannels) {
        RoomContext context = room.context();
        return new MediaConnection(
                context.port(), room.loop(), context.ids().source(), context.nanos(), opensChannels, this);
    }

    Room room() {
        return room;
    }

    public String sid() {
        return sid;
    }

    public String identity() {
        return token.identity();
    }

    ConnectionMode mode() {
        return mode;
    }

    VideoGrant grant() {
        return token.video();
    }

    /** Role and consents in force. */
    public CallClaims claims() {
        return claims;
    }

    /** The connection that the client sends on. */
    public MediaConnection publishing() {
        return publishing;
    }

    /** The connection that the client receives on; the same one in single mode. */
    public MediaConnection subscribing() {
        return subscribing;
    }

    /** What it publishes. */
    public Publications publications() {
        return publications;
    }

    /** What it receives. */
    public Subscriptions subscriptions() {
        return subscriptions;
    }

    SignalRequests requests() {
        return requests;
    }

    /** What is said of it: by the token, by servers, and by itself. */
    public Map<String, String> attributes() {
        return Map.copyOf(attributes);
    }

    /**
     * A server says something of it, such as another consent. Empty values remove.
     *
     * @param newName empty for the same
     * @param newMetadata empty for the same
     */
    public void say(String newName, String newMetadata, Map<String, String> changes) {
        name = newName.isEmpty() ? name : newName;
        metadata = newMetadata.isEmpty() ? metadata : newMetadata;
        changes.forEach((key, value) -> {
            if (value.isEmpty()) {
                attributes.remove(key);
            } else {
                attributes.put(key, value);
            }
        });
        room.say(identity(), attributes);
        CallClaims next = read(attributes);
        if (!next.equals(claims)) {
            claims = next;
            room.tap().consents(this, next);
        }
        changed();
    }

    private CallClaims read(Map<String, String> said) {
        CallClaims read = CallClaims.of(said);
        return read.role() == CallRole.UNSPECIFIED ? room.context().strangers() : read;
    }

    boolean isHidden() {
        return token.video().hidden();
    }

    boolean hasLeft() {
        return left;
    }

    boolean isLinkedBy(SignalLink candidate) {
        return link == candidate;
    }

    /** As LiveKit's messages describe it. */
    public ParticipantInfo info() {
        VideoGrant grant = token.video();
        return ParticipantInfo.newBuilder()
                .setSid(sid)
                .setIdentity(token.identity())
                .setName(name)
                .setMetadata(metadata)
                .putAllAttributes(attributes)
                .setState(state)
                .setVersion(version)
                .setJoinedAt(joinedAtMs / 1000)
                .setJoinedAtMs(joinedAtMs)
                .setIsPublisher(!publications.isEmpty())
                .setClientProtocol(clientProtocol)
                .setDisconnectReason(leftBecause)
                .setPermission(ParticipantPermission.newBuilder()
                        .setCanPublish(grant.mayPublish())
                        .setCanSubscribe(grant.maySubscribe())
                        .setCanPublishData(grant.mayPublishData())
                        .setCanUpdateMetadata(grant.mayUpdateOwnMetadata())
                        .setHidden(grant.hidden()))
                .addAllTracks(publications.infos())
                .build();
    }

    /** Sends the client a message; without signalling it is lost, and a resume tells everything anew. */
    void send(SignalResponse message) {
        if (link != null) {
            link.send(message);
        }
    }

    /** Tells everybody how this participant is now. */
    void changed() {
        version++;
        room.announce(this);
    }

    /** Greets the client and gives it what the room has. */
    void welcome(Joining joining) {
        send(Greetings.join(this));
        joining.request().getAddTrackRequestsList().forEach(publications::add);
        subscriptions.start();
        if (joining.request().hasPublisherOffer()) {
            publications.offer(joining.request().getPublisherOffer());
        }
        changed();
    }

    /** Goes on with a new signalling connection. */
    void resume(Joining joining, SignalLink next) {
        if (link != null) {
            link.close();
        }
        link = next;
        // Identity, role and consents stay as they are: a server may have changed them since this token was made.
        token = joining.token();
        send(Greetings.reconnect(this));
        send(Greetings.everybody(room, this));
        subscriptions.resume();
        if (joining.request().hasPublisherOffer()) {
            publications.offer(joining.request().getPublisherOffer());
        }
    }

    /** The signalling connection is gone; the client may come back. */
    void unlinked(SignalLink gone) {
        if (link == gone && !left) {
            link = null;
            unlinkedAt = room.context().nanos().getAsLong();
        }
    }

    /** The client has begun to negotiate. */
    void negotiated() {
        if (state == ParticipantInfo.State.JOINING) {
            state = ParticipantInfo.State.JOINED;
            changed();
        }
    }

    /**
     * What a client may say about itself.
     *
     * @return whether it was taken; attributes that only a token gives, or too much text, are refused
     */
    boolean describe(String newName, String newMetadata, Map<String, String> newAttributes) {
        Map<String, String> next = new TreeMap<>(attributes);
        for (Map.Entry<String, String> entry : newAttributes.entrySet()) {
            if (entry.getKey().startsWith(CallClaims.RESERVED)) {
                return false;
            }
            if (entry.getValue().isEmpty()) {
                next.remove(entry.getKey());
            } else {
                next.put(entry.getKey(), entry.getValue());
            }
        }
        String nextName = newName.isEmpty() ? name : newName;
        String nextMetadata = newMetadata.isEmpty() ? metadata : newMetadata;
        int size = nextName.length() + nextMetadata.length();
        for (Map.Entry<String, String> entry : next.entrySet()) {
            size += entry.getKey().length() + entry.getValue().length();
        }
        if (size > room.context().limits().attributeBytes()) {
            return false;
        }
        name = nextName;
        metadata = nextMetadata;
        attributes.clear();
        attributes.putAll(next);
        changed();
        return true;
    }

    /**
     * Mutes or unmutes one of its tracks by order of a server, and tells the client.
     *
     * @return the track as it now is, or null when it is none of this participant's
     */
    public @Nullable TrackInfo muteByServer(String trackSid, boolean muted) {
        PublishedTrack track = publications.published(trackSid);
        if (track == null) {
            return null;
        }
        send(SignalResponse.newBuilder()
                .setMute(MuteTrackRequest.newBuilder().setSid(trackSid).setMuted(muted))
                .build());
        track.mute(muted, true);
        return track.info();
    }

    /** Tells the client that it is out, and ends. */
    public void disconnect(DisconnectReason reason, LeaveRequest.Action action) {
        send(SignalResponse.newBuilder()
                .setLeave(LeaveRequest.newBuilder()
                        .setReason(reason)
                        .setCanReconnect(action != LeaveRequest.Action.DISCONNECT)
                        .setAction(action))
                .build());
        leave(reason);
    }

    /** Ends. */
    void leave(DisconnectReason reason) {
        if (left) {
            return;
        }
        left = true;
        leftBecause = reason;
        state = ParticipantInfo.State.DISCONNECTED;
        log.info("{} left room {}: {}", sid, room.sid(), reason);
        subscriptions.close();
        publications.close();
        publishing.close();
        subscribing.close();
        version++;
        SignalLink last = link;
        link = null;
        if (last != null) {
            last.close();
        }
        room.left(this);
    }

    void tick(long now) {
        if (left) {
            return;
        }
        if (link == null
                && now - unlinkedAt > room.context().limits().departure().toNanos()) {
            leave(DisconnectReason.SIGNAL_CLOSE);
            return;
        }
        if (mediaEndedAt != 0 && now - mediaEndedAt > GOODBYE_NANOS) {
            disconnect(DisconnectReason.MEDIA_FAILURE, LeaveRequest.Action.RECONNECT);
            return;
        }
        publications.tick(now);
        congestion.tick(now);
        publishing.poll(now);
        if (now - reportedAt >= REPORT_NANOS) {
            reportedAt = now;
            publishing.report(now, room.context().limits().publisherBitsPerSecond());
            renewToken();
        }
    }

    @Override
    public void connected(MediaConnection connection) {
        if (connection == subscribing) {
            if (state != ParticipantInfo.State.ACTIVE) {
                state = ParticipantInfo.State.ACTIVE;
                changed();
            }
            subscriptions.connected();
        }
    }

    @Override
    public void data(MediaConnection connection, boolean reliable, byte[] message) {
        room.relay().receive(this, reliable, message);
    }

    /** Whether a reliable message is new: after a resume clients send again what may have been lost. */
    boolean acceptSequence(int sequence) {
        if (sequence == 0) {
            return true;
        }
        if (sequence <= lastSequence) {
            return false;
        }
        lastSequence = sequence;
        return true;
    }

    /** Number of the last reliable message of the client. */
    int lastSequence() {
        return lastSequence;
    }

    @Override
    public void closed(MediaConnection connection, CloseReason reason) {
        log.info("The media of {} in room {} ended: {}", sid, room.sid(), reason);
        if (reason == CloseReason.REMOTE) {
            // A client that leaves closes its connections first; its word for it comes after.
            mediaEndedAt = room.context().nanos().getAsLong();
            return;
        }
        // The client, if it is there, has to begin anew: a closed peer cannot be resumed.
        disconnect(DisconnectReason.MEDIA_FAILURE, LeaveRequest.Action.RECONNECT);
    }

    /** A client that outlives its token could not resume: it gets a new one when half of the time is over. */
    private void renewToken() {
        Instant now = room.context().clock().instant();
        // A token need not say when it begins: then it has lived since the joining, as far as is known here.
        long said = token.notBefore().getEpochSecond();
        long begun = said > 0 ? said : joinedAtMs / 1000;
        long lifetime = Math.min(token.expires().getEpochSecond() - begun, LONGEST_RENEWAL.toSeconds());
        if (link == null || now.isBefore(token.expires().minusSeconds(lifetime / 2))) {
            return;
        }
        token = token.during(now, now.plusSeconds(lifetime)).saying(attributes);
        send(SignalResponse.newBuilder()
                .setRefreshToken(room.context().tokens().issue(token))
                .build());
    }
}
