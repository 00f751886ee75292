package org.wenzheng.sfu.media;

/** What the receiver of an outbound stream says of it. */
public interface FeedbackSink {

    /** It cannot go on decoding until a key frame comes. */
    void keyFrameNeeded();
}
