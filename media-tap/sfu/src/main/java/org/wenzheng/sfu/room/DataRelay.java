package org.wenzheng.sfu.room;

import java.util.List;
import livekit.LivekitModels.DataPacket;
import livekit.LivekitModels.UserPacket;
import org.jspecify.annotations.Nullable;
import org.wenzheng.signalling.message.MalformedMessageException;
import org.wenzheng.signalling.message.SignalMessages;

/**
 * Passes data messages between the participants of a room: chat, captions, files, remote calls. It says whom each comes
 * from, whatever the message says, and gives it to whom it is for.
 */
final class DataRelay {

    private final Room room;
    private long refused;

    DataRelay(Room room) {
        this.room = room;
    }

    /** A participant sends a message. */
    void receive(Participant from, boolean reliable, byte[] message) {
        if (!from.grant().mayPublishData()) {
            refused++;
            return;
        }
        DataPacket packet;
        try {
            packet = SignalMessages.data(message);
        } catch (MalformedMessageException e) {
            refused++;
            return;
        }
        if (packet.getValueCase() == DataPacket.ValueCase.SPEAKER
                || reliable && !from.acceptSequence(packet.getSequence())) {
            refused++;
            return;
        }
        List<String> destinations = destinations(packet);
        deliver(from, reliable, destinations, signed(from, packet).toByteArray());
    }

    /** A server sends a message to all, or to some. */
    void inject(boolean reliable, DataPacket packet) {
        deliver(null, reliable, packet.getDestinationIdentitiesList(), packet.toByteArray());
    }

    /** Messages that were not passed on. */
    long refused() {
        return refused;
    }

    private void deliver(@Nullable Participant from, boolean reliable, List<String> destinations, byte[] message) {
        for (Participant participant : room.participants()) {
            if (participant != from && (destinations.isEmpty() || destinations.contains(participant.identity()))) {
                participant.subscribing().data().send(reliable, message);
            }
        }
    }

    @SuppressWarnings("deprecation") // SDKs of old address and read the inner fields still
    private static List<String> destinations(DataPacket packet) {
        return packet.getDestinationIdentitiesCount() > 0
                ? packet.getDestinationIdentitiesList()
                : packet.getUser().getDestinationIdentitiesList();
    }

    @SuppressWarnings("deprecation")
    private static DataPacket signed(Participant from, DataPacket packet) {
        DataPacket.Builder signed =
                packet.toBuilder().setParticipantSid(from.sid()).setParticipantIdentity(from.identity());
        if (packet.hasUser()) {
            UserPacket.Builder user = signed.getUserBuilder();
            user.setParticipantSid(from.sid()).setParticipantIdentity(from.identity());
        }
        return signed.build();
    }
}
