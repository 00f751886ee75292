package org.wenzheng.sfu.tap;

import org.wenzheng.media.records.v1.AudioFrame;
import org.wenzheng.media.records.v1.CallEvent;
import org.wenzheng.media.records.v1.VideoFrame;
import org.wenzheng.mirror.Mirror;

/** Where records go. Never blocks: what does not fit is dropped and counted there. */
interface Sink {

    void audio(AudioFrame frame);

    void video(VideoFrame frame);

    void event(CallEvent event);

    static Sink of(Mirror mirror) {
        return new Sink() {
            @Override
            public void audio(AudioFrame frame) {
                mirror.offer(frame);
            }

            @Override
            public void video(VideoFrame frame) {
                mirror.offer(frame);
            }

            @Override
            public void event(CallEvent event) {
                mirror.offer(event);
            }
        };
    }
}
