package org.wenzheng.sfu.tap;

import java.util.List;
import livekit.LivekitModels.VideoLayer;
import org.wenzheng.media.records.v1.VideoSource;
import org.wenzheng.rtc.rtp.RtpPacket;
import org.wenzheng.rtc.simulcast.LayerForwarder;
import org.wenzheng.sfu.room.PublishedTrack;

/**
 * Of a shared screen, and of a camera while window staff look at a document, one layer is taken: the lowest that small print
 * can be read in, or what comes of those below it.
 */
final class PictureTap extends LoopTap {

    /** Lines of a picture in which print can be read. */
    private static final int READABLE = 720;

    private static final long KEY_FRAME_INTERVAL = 5_000_000_000L;

    /** A layer of which nothing came for so long gives way to a lower one. */
    private static final long SILENT = 1_500_000_000L;

    private final VideoSource source;
    private final int useful;
    private int current = LayerForwarder.PAUSED;
    private long lastAt;
    private long lastKeyFrameAt;

    PictureTap(KafkaTaps taps, PublishedTrack track, TappedPicture picture) {
        super(taps, track.publisher(), picture);
        source = picture.source();
        useful = useful(track);
    }

    @Override
    public void packet(int layer, long sequence, RtpPacket packet, boolean startsKeyFrame, long now) {
        if (!isMirrored()) {
            current = LayerForwarder.PAUSED;
            return;
        }
        boolean begins = layer != current;
        if (begins) {
            boolean better = layer <= useful && (layer > current || now - lastAt > SILENT);
            if (!startsKeyFrame || !better || packet.payloadLength() == 0) {
                return;
            }
            current = layer;
        }
        lastAt = now;
        lastKeyFrameAt = startsKeyFrame ? now : lastKeyFrameAt;
        take(sequence, packet, begins, now);
    }

    @Override
    public int wantedLayer() {
        return isMirrored() ? useful : LayerForwarder.PAUSED;
    }

    @Override
    public int keyFrameDue(long now) {
        if (!isMirrored()) {
            return LayerForwarder.PAUSED;
        }
        if (current == LayerForwarder.PAUSED || now - lastAt > SILENT) {
            return useful; // or what comes of those below; a request that was just made is not made again
        }
        return now - lastKeyFrameAt >= KEY_FRAME_INTERVAL ? current : LayerForwarder.PAUSED;
    }

    private boolean isMirrored() {
        return claims().anyKept()
                && (source == VideoSource.SCREEN || source == VideoSource.CAMERA && claims().document());
    }

    private static int useful(PublishedTrack track) {
        int layers = track.inbound().layers();
        int useful = layers - 1;
        @SuppressWarnings("deprecation") // where clients of old describe them
        List<VideoLayer> described = track.info().getLayersList();
        for (VideoLayer layer : described) {
            if (Math.min(layer.getWidth(), layer.getHeight()) >= READABLE) {
                useful = Math.min(useful, layer.getQuality().getNumber());
            }
        }
        return useful;
    }
}
