package org.wenzheng.sfu.media;

import org.jspecify.annotations.Nullable;

/** What the receiver of an outbound stream says of it, and where what it misses can be taken from. */
public interface FeedbackSink {

    /** It cannot go on decoding until a key frame comes. */
    void keyFrameNeeded();

    /** The stream that a layer of the track comes in by, or null. */
    @Nullable
    InboundStream source(int layer);
}
