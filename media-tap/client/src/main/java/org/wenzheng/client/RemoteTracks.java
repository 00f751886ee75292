package org.wenzheng.client;

import dev.onvoid.webrtc.media.MediaStreamTrack;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.audio.AudioTrackSink;
import dev.onvoid.webrtc.media.video.VideoTrack;
import dev.onvoid.webrtc.media.video.VideoTrackSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitModels.TrackInfo;
import org.jspecify.annotations.Nullable;
import org.wenzheng.signalling.sdp.MediaDescription;
import org.wenzheng.signalling.sdp.SdpException;
import org.wenzheng.signalling.sdp.SdpParser;
import org.wenzheng.signalling.token.CallClaims;

/**
 * Who is in the room, and the sinks on what they send. Which track a section of the session description carries is what the newest offer
 * says (RFC 8830): the server gives a section that is free again to the next track, and libwebrtc keeps the id of the first.
 */
final class RemoteTracks {

    private final RoomListener listener;
    private final Map<String, ParticipantInfo> participants = new ConcurrentHashMap<>();
    private final Map<String, RemoteTrack> tracks = new ConcurrentHashMap<>();
    private final Map<String, String> sections = new ConcurrentHashMap<>();
    private final Set<String> attached = ConcurrentHashMap.newKeySet();
    private final List<Runnable> sinks = new ArrayList<>();

    RemoteTracks(RoomListener listener) {
        this.listener = listener;
    }

    List<ParticipantInfo> participants() {
        return List.copyOf(participants.values());
    }

    /** Somebody came, changed or went. */
    void update(ParticipantInfo participant) {
        if (participant.getState() == ParticipantInfo.State.DISCONNECTED) {
            // By its own tracks: who comes back under the same name is somebody else, and may be here already.
            ParticipantInfo gone = participants.remove(participant.getSid());
            if (gone != null) {
                gone.getTracksList().forEach(track -> tracks.remove(track.getSid()));
            }
            listener.left(participant);
            return;
        }
        participants.put(participant.getSid(), participant);
        CallClaims claims = CallClaims.of(participant.getAttributesMap());
        for (TrackInfo track : participant.getTracksList()) {
            tracks.put(
                    track.getSid(),
                    new RemoteTrack(track.getSid(), participant.getIdentity(), claims.role(), track.getSource()));
        }
        listener.participant(participant);
    }

    /** Takes which section carries which track. @throws ClientException when it is no session description */
    void offered(String sdp) throws ClientException {
        try {
            for (MediaDescription section : SdpParser.parse(sdp).media()) {
                if (!section.trackId().isEmpty()) {
                    sections.put(section.mid(), section.trackId());
                }
            }
        } catch (SdpException e) {
            throw new ClientException("the server's offer cannot be read", e);
        }
    }

    private @Nullable RemoteTrack in(String section) {
        String sid = sections.get(section);
        return sid == null ? null : tracks.get(sid);
    }

    /** A section begins to carry a track, its first or another; called on libwebrtc's thread. */
    void attach(String section, MediaStreamTrack track) {
        if (!attached.add(section)) {
            return; // its sink goes on
        }
        if (track instanceof AudioTrack audio) {
            AudioTrackSink sink = (pcm, bits, rate, channels, frames) -> Transport.guarded(() -> {
                RemoteTrack remote = in(section);
                if (remote != null) {
                    listener.audio(remote, new AudioBlock(pcm, rate, channels, frames));
                }
            });
            audio.addSink(sink);
            add(() -> audio.removeSink(sink));
        } else if (track instanceof VideoTrack video) {
            VideoTrackSink sink = frame -> {
                Transport.guarded(() -> {
                    RemoteTrack remote = in(section);
                    if (remote != null) {
                        listener.video(remote, frame);
                    }
                });
                Transport.guarded(frame::release); // each exactly once, or memory runs out in seconds
            };
            video.addSink(sink);
            add(() -> video.removeSink(sink));
        }
    }

    /** Takes all sinks off, before their connection closes. */
    synchronized void detach() {
        sinks.forEach(Freed::of);
        sinks.clear();
        attached.clear();
        sections.clear();
    }

    /** Forgets who was there: a new session tells it anew. */
    void forget() {
        participants.clear();
        tracks.clear();
    }

    private synchronized void add(Runnable removal) {
        sinks.add(removal);
    }
}
