package org.wenzheng.client;

import dev.onvoid.webrtc.RTCRtpEncodingParameters;
import dev.onvoid.webrtc.RTCRtpTransceiverDirection;
import dev.onvoid.webrtc.RTCRtpTransceiverInit;
import dev.onvoid.webrtc.media.MediaStreamTrack;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import livekit.LivekitRtc.AddTrackRequest;

/** A track that this participant sends: announced, given an id by the server, then put on the connection. */
final class Publication {

    final MediaStreamTrack track;
    final AddTrackRequest request;
    final AutoCloseable local;
    final CompletableFuture<String> sid = new CompletableFuture<>();
    private final int maxBitrate;
    private boolean added;

    /** @param maxBitrate bits a second, 0 for what libwebrtc chooses */
    Publication(MediaStreamTrack track, AddTrackRequest request, AutoCloseable local, int maxBitrate) {
        this.track = track;
        this.request = request;
        this.local = local;
        this.maxBitrate = maxBitrate;
    }

    /** The connection is a new one: the track is not on it. */
    void removed() {
        added = false;
    }

    /** Puts the track on the connection; false when it is there already. */
    boolean addTo(Transport transport) {
        if (added) {
            return false;
        }
        added = true;
        RTCRtpTransceiverInit init = new RTCRtpTransceiverInit();
        init.direction = RTCRtpTransceiverDirection.SEND_ONLY;
        init.streamIds = List.of("stream-" + request.getCid());
        if (maxBitrate > 0) {
            RTCRtpEncodingParameters encoding = new RTCRtpEncodingParameters();
            encoding.active = true;
            encoding.maxBitrate = maxBitrate;
            init.sendEncodings = List.of(encoding);
        }
        transport.connection().addTransceiver(track, init);
        return true;
    }
}
