package org.wenzheng.sfu.room;

import java.util.Map;
import livekit.LivekitRtc.SessionDescription;
import org.wenzheng.signalling.sdp.MediaDescription;
import org.wenzheng.signalling.sdp.TransportDescription;

/** How a client learns in which sections it receives what. */
interface SubscriberNegotiation {

    /** The client has been greeted. */
    void start();

    void added(Subscription subscription);

    void removed(Subscription subscription);

    /** The client answers. */
    void answered(SessionDescription answer);

    /** The client offers; each section that it does not send in comes to {@link #answer} next. */
    void clientOffers(org.wenzheng.signalling.sdp.SessionDescription offer);

    /**
     * The answer to one section of the client's offer that it does not send in.
     *
     * @param tracksBySection takes the sid of the track that is sent in it
     */
    MediaDescription answer(
            MediaDescription section, TransportDescription transport, Map<String, String> tracksBySection);

    /** Our answer is on its way. */
    void answerSent();

    /** The client came back with a new signalling connection. */
    void resume();
}
