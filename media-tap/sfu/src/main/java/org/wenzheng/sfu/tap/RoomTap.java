package org.wenzheng.sfu.tap;

import io.netty.buffer.ByteBufUtil;
import java.util.Map;
import livekit.LivekitModels.Encryption;
import org.wenzheng.rtc.rtp.RtpPacket;
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
        boolean audio = track.kind() == MediaKind.AUDIO;
        TappedTrack tapped = new TappedTrack(
                call,
                track.publisher().identity(),
                track.publisher().claims().role(),
                track.sid(),
                audio,
                VideoSources.of(track.info().getSource()));
        long now = taps.nowUs();
        taps.offer(() -> call.published(tapped, now));
        return new LoopTrackTap(track.publisher(), tapped, audio);
    }

    private final class LoopTrackTap implements TrackTap {

        private final Participant publisher;
        private final TappedTrack track;
        private final boolean audio;
        private long dropped;
        private long droppedFrom;

        LoopTrackTap(Participant publisher, TappedTrack track, boolean audio) {
            this.publisher = publisher;
            this.track = track;
            this.audio = audio;
        }

        @Override
        public void packet(int layer, long sequence, RtpPacket packet, long now) {
            CallClaims claims = publisher.claims();
            if (!audio || !claims.anyConsent() || packet.payloadLength() == 0) {
                return;
            }
            byte[] payload = ByteBufUtil.getBytes(packet.buffer(), packet.payload(), packet.payloadLength());
            int timestamp = packet.timestamp();
            long at = taps.nowUs();
            if (!taps.offer(() -> track.packet(sequence, timestamp, payload, claims, at, now))) {
                droppedFrom = dropped == 0 ? sequence : droppedFrom;
                dropped++;
                return;
            }
            if (dropped > 0) {
                long count = dropped;
                long from = droppedFrom;
                if (taps.offer(() -> track.gap(from, sequence - 1, count, at))) {
                    dropped = 0;
                }
            }
        }

        @Override
        public void muted(boolean muted) {
            long at = taps.nowUs();
            taps.offer(() -> track.muted(muted, at));
        }

        @Override
        public void quality(double loss, long jitter) {
            long at = taps.nowUs();
            taps.offer(() -> track.quality(loss, jitter, at));
        }

        @Override
        public void ended() {
            long at = taps.nowUs();
            taps.offer(() -> call.ended(track, at));
        }
    }
}
