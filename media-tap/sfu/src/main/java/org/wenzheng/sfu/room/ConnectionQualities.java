package org.wenzheng.sfu.room;

import java.util.HashMap;
import java.util.Map;
import livekit.LivekitModels.ConnectionQuality;
import livekit.LivekitRtc.ConnectionQualityInfo;
import livekit.LivekitRtc.ConnectionQualityUpdate;
import livekit.LivekitRtc.SignalResponse;
import org.wenzheng.sfu.media.InboundStream;
import org.wenzheng.sfu.media.OutboundStream;

/** Tells a room how well everybody is connected, by the loss each way, when that changes. */
final class ConnectionQualities {

    private static final long INTERVAL_NANOS = 2_000_000_000L;

    /** Loss in 256ths from which a connection is no longer good, and from which it is poor. */
    private static final int GOOD = 8;

    private static final int POOR = 26;

    private final Room room;
    private final Map<Participant, ConnectionQuality> told = new HashMap<>();
    private long toldAt;
    private int listeners;

    ConnectionQualities(Room room) {
        this.room = room;
    }

    void tick(long now) {
        if (now - toldAt < INTERVAL_NANOS) {
            return;
        }
        toldAt = now;
        told.keySet().retainAll(room.participants());
        boolean newcomers = room.participants().size() > listeners;
        listeners = room.participants().size();
        ConnectionQualityUpdate.Builder update = ConnectionQualityUpdate.newBuilder();
        for (Participant participant : room.participants()) {
            int lost = lost(participant);
            ConnectionQuality quality = lost < GOOD
                    ? ConnectionQuality.EXCELLENT
                    : lost < POOR ? ConnectionQuality.GOOD : ConnectionQuality.POOR;
            if (told.put(participant, quality) != quality || newcomers) {
                update.addUpdates(ConnectionQualityInfo.newBuilder()
                        .setParticipantSid(participant.sid())
                        .setQuality(quality)
                        .setScore(5f - 4f * Math.min(1f, lost / 64f)));
            }
        }
        if (update.getUpdatesCount() > 0) {
            SignalResponse message =
                    SignalResponse.newBuilder().setConnectionQuality(update).build();
            room.participants().forEach(participant -> participant.send(message));
        }
    }

    /** The worse of both ways, 256ths: each the mean of its streams. */
    private static int lost(Participant participant) {
        int in = 0;
        int ins = 0;
        for (InboundStream stream : participant.publishing().inboundStreams()) {
            in += stream.statistics().fractionLost();
            ins++;
        }
        int out = 0;
        int outs = 0;
        for (OutboundStream stream : participant.subscribing().outboundStreams()) {
            out += stream.fractionLost();
            outs++;
        }
        return Math.max(ins == 0 ? 0 : in / ins, outs == 0 ? 0 : out / outs);
    }
}
