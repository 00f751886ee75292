package org.wenzheng.client;

import dev.onvoid.webrtc.media.MediaStreamTrack;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.audio.AudioTrackSink;
import dev.onvoid.webrtc.media.video.VideoTrack;
import dev.onvoid.webrtc.media.video.VideoTrackSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitModels.TrackInfo;
import org.wenzheng.signalling.token.CallClaims;

/** Who is in the room, and the sinks on what they send. A track is known by its id, which is the server's id of it. */
final class RemoteTracks {

    private final RoomListener listener;
    private final Map<String, ParticipantInfo> participants = new ConcurrentHashMap<>();
    private final Map<String, RemoteTrack> tracks = new ConcurrentHashMap<>();
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
            participants.remove(participant.getSid());
            tracks.values().removeIf(track -> track.identity().equals(participant.getIdentity()));
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

    /** A track of the subscriber connection; called on libwebrtc's thread. */
    void attach(MediaStreamTrack track) {
        String sid = track.getId();
        if (track instanceof AudioTrack audio) {
            AudioTrackSink sink = (pcm, bits, rate, channels, frames) -> Transport.guarded(() -> {
                RemoteTrack remote = tracks.get(sid);
                if (remote != null) {
                    listener.audio(remote, new AudioBlock(pcm, rate, channels, frames));
                }
            });
            audio.addSink(sink);
            add(() -> audio.removeSink(sink));
        } else if (track instanceof VideoTrack video) {
            VideoTrackSink sink = frame -> {
                Transport.guarded(() -> {
                    RemoteTrack remote = tracks.get(sid);
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
