package org.wenzheng.sfu.tap;

import java.util.Map;
import livekit.LivekitModels.Encryption;
import org.wenzheng.sfu.room.CallTap;
import org.wenzheng.sfu.room.Participant;
import org.wenzheng.sfu.room.PublishedTrack;
import org.wenzheng.sfu.room.TrackTap;
import org.wenzheng.signalling.sdp.MediaKind;
import org.wenzheng.signalling.token.CallClaims;
import org.wenzheng.signalling.token.CallRole;

/** The room's side of a tap: on its loop, it copies what is needed and leaves the rest to the tap's thread. */
final class RoomTap implements CallTap {

    private final KafkaTaps taps;
    private final TappedCall call;

    RoomTap(KafkaTaps taps, TappedCall call) {
        this.taps = taps;
        this.call = call;
    }

    @Override
    public void joined(Participant participant) {
        CallClaims claims = participant.claims();
        if (claims.role() == CallRole.UNSPECIFIED) {
            return; // nobody that the product invited
        }
        String identity = participant.identity();
        Map<String, String> attributes = participant.attributes();
        long now = taps.nowUs();
        taps.offer(() -> {
            taps.keep(call); // it may have ended in the moment in which the room opened again
            call.joined(identity, claims, attributes, now);
        });
    }

    @Override
    public void consents(Participant participant, CallClaims claims) {
        String identity = participant.identity();
        long now = taps.nowUs();
        taps.offer(() -> call.consents(identity, claims, now));
    }

    @Override
    public void left(Participant participant) {
        String identity = participant.identity();
        long now = taps.nowUs();
        taps.offer(() -> call.left(identity, now));
    }

    @Override
    public void closed() {
        long now = taps.nowUs();
        taps.offer(() -> call.closed(now));
    }

    @Override
    public TrackTap published(PublishedTrack track) {
        // What is encrypted between the clients is theirs alone: it could not be understood, so it is not taken.
        if (track.publisher().claims().role() == CallRole.UNSPECIFIED
                || track.info().getEncryption() != Encryption.Type.NONE) {
            return TrackTap.NONE;
        }
        CallClaims claims = track.publisher().claims();
        String identity = track.publisher().identity();
        long now = taps.nowUs();
        if (track.kind() == MediaKind.AUDIO) {
            TappedVoice voice = new TappedVoice(call, identity, claims.role(), track.sid());
            taps.offer(() -> call.published(voice, now));
            return new VoiceTap(taps, track.publisher(), voice);
        }
        TappedPicture picture = new TappedPicture(
                call,
                identity,
                claims.role(),
                track.sid(),
                VideoSources.of(track.info().getSource()),
                track.inbound().format().codec());
        taps.offer(() -> call.published(picture, now));
        return new PictureTap(taps, track, picture);
    }
}
