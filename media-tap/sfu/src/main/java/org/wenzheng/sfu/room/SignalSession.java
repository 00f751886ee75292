package org.wenzheng.sfu.room;

import livekit.LivekitRtc.SignalRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wenzheng.signalling.admission.Joining;

/** One signalling connection of a client, from its side: what it asks goes to its room's loop. Safe for any thread. */
public final class SignalSession {

    private static final Logger log = LoggerFactory.getLogger(SignalSession.class);

    private final Rooms rooms;
    private final Joining joining;
    private final SignalLink link;
    private volatile Room room;
    private @Nullable Participant participant; // touched on the room's loop only
    private boolean gone; // likewise

    SignalSession(Rooms rooms, Joining joining, SignalLink link) {
        this.rooms = rooms;
        this.joining = joining;
        this.link = link;
        this.room = rooms.open(joining.room());
    }

    void open() {
        Room target = room;
        target.loop().execute(() -> {
            if (gone) {
                return;
            }
            if (target.isClosed()) {
                room = rooms.open(joining.room()); // the last one left just now
                open();
                return;
            }
            try {
                participant = target.connect(joining, link);
            } catch (RuntimeException e) {
                log.error("Somebody could not be let into room {}", target.sid(), e);
                link.close();
            }
        });
    }

    /** The client asks for something. */
    public void request(SignalRequest request) {
        Room target = room;
        target.loop().execute(() -> {
            if (target != room) {
                request(request);
            } else if (participant != null && participant.isLinkedBy(link)) {
                participant.requests().handle(request);
            }
        });
    }

    /** The connection broke or was closed. */
    public void closed() {
        Room target = room;
        target.loop().execute(() -> {
            if (target != room) {
                closed();
                return;
            }
            gone = true;
            if (participant != null) {
                participant.unlinked(link);
            }
        });
    }
}
