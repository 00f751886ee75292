package org.wenzheng.client;

import dev.onvoid.webrtc.media.video.CustomVideoSource;
import dev.onvoid.webrtc.media.video.NativeI420Buffer;
import dev.onvoid.webrtc.media.video.VideoFrame;
import dev.onvoid.webrtc.media.video.VideoTrack;
import java.nio.ByteBuffer;

/** Pictures that this participant sends. */
public final class LocalVideo implements AutoCloseable {

    private final CustomVideoSource source = new CustomVideoSource();
    private final VideoTrack track;
    private boolean closed;

    LocalVideo(MediaEngine engine, String cid) {
        this.track = engine.sending().createVideoTrack(cid, source);
    }

    VideoTrack track() {
        return track;
    }

    /** Sends a picture, stamped with now. It is copied. */
    public synchronized void push(I420Picture picture) {
        if (closed) {
            return;
        }
        NativeI420Buffer buffer = NativeI420Buffer.allocate(picture.width(), picture.height());
        int half = (picture.width() + 1) / 2;
        int halfHeight = (picture.height() + 1) / 2;
        copy(picture.y(), picture.width(), picture.height(), buffer.getDataY(), buffer.getStrideY());
        copy(picture.u(), half, halfHeight, buffer.getDataU(), buffer.getStrideU());
        copy(picture.v(), half, halfHeight, buffer.getDataV(), buffer.getStrideV());
        VideoFrame frame = new VideoFrame(buffer, System.nanoTime());
        source.pushFrame(frame);
        frame.release();
    }

    private static void copy(byte[] from, int width, int height, ByteBuffer to, int stride) {
        for (int row = 0; row < height; row++) {
            to.put(row * stride, from, row * width, width);
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            Freed.of(track::dispose);
            Freed.of(source::dispose);
        }
    }
}
