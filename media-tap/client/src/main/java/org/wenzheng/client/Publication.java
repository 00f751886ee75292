package org.wenzheng.client;

import dev.onvoid.webrtc.RTCRtpEncodingParameters;
import dev.onvoid.webrtc.RTCRtpTransceiverDirection;
import dev.onvoid.webrtc.RTCRtpTransceiverInit;
import dev.onvoid.webrtc.media.MediaStreamTrack;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import livekit.LivekitModels.TrackSource;
import livekit.LivekitModels.TrackType;
import livekit.LivekitModels.VideoLayer;
import livekit.LivekitModels.VideoQuality;
import livekit.LivekitRtc.AddTrackRequest;

/** A track that this participant sends: announced, given an id by the server, then put on the connection. */
final class Publication {

    final MediaStreamTrack track;
    final AddTrackRequest request;
    final AutoCloseable local;
    final CompletableFuture<String> sid = new CompletableFuture<>();

    /** Bits a second, 0 for what libwebrtc chooses. */
    private final int maxBitrate;

    private boolean added;

    private Publication(MediaStreamTrack track, AddTrackRequest request, AutoCloseable local, int maxBitrate) {
        this.track = track;
        this.request = request;
        this.local = local;
        this.maxBitrate = maxBitrate;
    }

    /** Sound from a microphone. */
    static Publication of(LocalAudio audio, String cid, String name) {
        return new Publication(
                audio.track(),
                AddTrackRequest.newBuilder()
                        .setCid(cid)
                        .setName(name)
                        .setType(TrackType.AUDIO)
                        .setSource(TrackSource.MICROPHONE)
                        .build(),
                audio,
                0);
    }

    /** Pictures of a camera in one layer. @param maxBitrate bits a second */
    static Publication of(LocalVideo video, String cid, String name, int width, int height, int maxBitrate) {
        return new Publication(
                video.track(),
                AddTrackRequest.newBuilder()
                        .setCid(cid)
                        .setName(name)
                        .setType(TrackType.VIDEO)
                        .setSource(TrackSource.CAMERA)
                        .setWidth(width)
                        .setHeight(height)
                        .addLayers(VideoLayer.newBuilder()
                                .setQuality(VideoQuality.HIGH)
                                .setWidth(width)
                                .setHeight(height)
                                .setBitrate(maxBitrate))
                        .build(),
                video,
                maxBitrate);
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
