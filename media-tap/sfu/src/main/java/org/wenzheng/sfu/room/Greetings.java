package org.wenzheng.sfu.room;

import com.google.protobuf.ByteString;
import livekit.LivekitModels.Codec;
import livekit.LivekitModels.ServerInfo;
import livekit.LivekitRtc.JoinResponse;
import livekit.LivekitRtc.ParticipantUpdate;
import livekit.LivekitRtc.ReconnectResponse;
import livekit.LivekitRtc.SignalResponse;
import org.wenzheng.signalling.admission.ConnectionMode;

/** The first messages to a client. */
final class Greetings {

    /** Clients refuse servers that name no version, and switch features by it: what is offered here is that of 1.9. */
    private static final String VERSION = "1.9.0";

    private static final int PROTOCOL = 16;
    private static final int PING_INTERVAL_SECONDS = 5;
    private static final int PING_TIMEOUT_SECONDS = 15;

    private Greetings() {}

    static SignalResponse join(Participant participant) {
        Room room = participant.room();
        JoinResponse.Builder join = JoinResponse.newBuilder()
                .setRoom(room.info())
                .setParticipant(participant.info())
                .setServerVersion(VERSION)
                .setServerInfo(server(room))
                .setSubscriberPrimary(participant.mode() == ConnectionMode.DUAL)
                .setPingInterval(PING_INTERVAL_SECONDS)
                .setPingTimeout(PING_TIMEOUT_SECONDS)
                .setSifTrailer(ByteString.copyFrom(new byte[16]));
        for (Participant other : room.participants()) {
            if (other != participant && !other.isHidden()) {
                join.addOtherParticipants(other.info());
            }
        }
        for (org.wenzheng.sfu.negotiation.Codec codec : org.wenzheng.sfu.negotiation.Codec.values()) {
            join.addEnabledPublishCodecs(Codec.newBuilder().setMime(codec.mimeType()));
        }
        return SignalResponse.newBuilder().setJoin(join).build();
    }

    static SignalResponse reconnect(Participant participant) {
        return SignalResponse.newBuilder()
                .setReconnect(ReconnectResponse.newBuilder()
                        .setServerInfo(server(participant.room()))
                        .setLastMessageSeq(participant.lastSequence()))
                .build();
    }

    static SignalResponse everybody(Room room, Participant reader) {
        ParticipantUpdate.Builder update = ParticipantUpdate.newBuilder();
        for (Participant participant : room.participants()) {
            if (participant == reader || !participant.isHidden()) {
                update.addParticipants(participant.info());
            }
        }
        return SignalResponse.newBuilder().setUpdate(update).build();
    }

    private static ServerInfo server(Room room) {
        return ServerInfo.newBuilder()
                .setEdition(ServerInfo.Edition.Standard)
                .setVersion(VERSION)
                .setProtocol(PROTOCOL)
                .setNodeId("ND_" + room.sid().substring(3))
                .build();
    }
}
