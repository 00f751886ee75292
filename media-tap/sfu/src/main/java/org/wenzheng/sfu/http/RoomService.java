package org.wenzheng.sfu.http;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import livekit.LivekitModels.DataPacket;
import livekit.LivekitModels.DisconnectReason;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitModels.UserPacket;
import livekit.LivekitRoom.DeleteRoomRequest;
import livekit.LivekitRoom.DeleteRoomResponse;
import livekit.LivekitRoom.ListParticipantsRequest;
import livekit.LivekitRoom.ListParticipantsResponse;
import livekit.LivekitRoom.ListRoomsRequest;
import livekit.LivekitRoom.ListRoomsResponse;
import livekit.LivekitRoom.MuteRoomTrackRequest;
import livekit.LivekitRoom.MuteRoomTrackResponse;
import livekit.LivekitRoom.RemoveParticipantResponse;
import livekit.LivekitRoom.RoomParticipantIdentity;
import livekit.LivekitRoom.SendDataRequest;
import livekit.LivekitRoom.SendDataResponse;
import livekit.LivekitRoom.UpdateParticipantRequest;
import livekit.LivekitRtc.LeaveRequest;
import org.jspecify.annotations.Nullable;
import org.wenzheng.sfu.room.Participant;
import org.wenzheng.sfu.room.Room;
import org.wenzheng.sfu.room.Rooms;
import org.wenzheng.signalling.admission.Admission;
import org.wenzheng.signalling.admission.RefusedException;
import org.wenzheng.signalling.token.VideoGrant;

/** LiveKit's room service over Twirp: what servers do to rooms. Each call runs on the loop of the room it is about. */
public final class RoomService {

    private final Admission admission;
    private final Rooms rooms;

    public RoomService(Admission admission, Rooms rooms) {
        this.admission = admission;
        this.rooms = rooms;
    }

    /** Carries out a call; the future never fails for what the caller did wrong. */
    CompletableFuture<ServiceAnswer> call(String method, byte[] body, boolean json, @Nullable String authorization) {
        try {
            VideoGrant grant = admission.authenticate(null, authorization).video();
            return route(method, body, json, grant)
                    .thenApply(message -> answer(message, json))
                    .exceptionally(RoomService::refusal);
        } catch (RefusedException e) {
            return done(ServiceAnswer.failed("unauthenticated", 401, String.valueOf(e.getMessage())));
        } catch (ServiceException e) {
            return done(e.answer());
        }
    }

    private CompletableFuture<? extends Message> route(String method, byte[] body, boolean json, VideoGrant grant)
            throws ServiceException {
        return switch (method) {
            case "ListRooms" ->
                listRooms(read(ListRoomsRequest.newBuilder(), body, json).build(), grant);
            case "ListParticipants" ->
                listParticipants(
                        read(ListParticipantsRequest.newBuilder(), body, json).build(), grant);
            case "RemoveParticipant" ->
                remove(read(RoomParticipantIdentity.newBuilder(), body, json).build(), grant);
            case "MutePublishedTrack" ->
                mute(read(MuteRoomTrackRequest.newBuilder(), body, json).build(), grant);
            case "UpdateParticipant" ->
                update(read(UpdateParticipantRequest.newBuilder(), body, json).build(), grant);
            case "DeleteRoom" ->
                delete(read(DeleteRoomRequest.newBuilder(), body, json).build(), grant);
            case "SendData" ->
                send(read(SendDataRequest.newBuilder(), body, json).build(), grant);
            default -> throw new ServiceException("bad_route", 404, "this server has no such method");
        };
    }

    private CompletableFuture<ListRoomsResponse> listRooms(ListRoomsRequest request, VideoGrant grant)
            throws ServiceException {
        require(grant.roomList(), "roomList");
        List<CompletableFuture<livekit.LivekitModels.Room>> infos = new ArrayList<>();
        for (Room room : rooms.all()) {
            if (request.getNamesCount() == 0 || request.getNamesList().contains(room.name())) {
                infos.add(CompletableFuture.supplyAsync(room::info, room.loop()));
            }
        }
        return CompletableFuture.allOf(infos.toArray(CompletableFuture[]::new)).thenApply(all -> {
            ListRoomsResponse.Builder response = ListRoomsResponse.newBuilder();
            infos.forEach(info -> response.addRooms(info.join()));
            return response.build();
        });
    }

    private CompletableFuture<ListParticipantsResponse> listParticipants(
            ListParticipantsRequest request, VideoGrant grant) throws ServiceException {
        return in(request.getRoom(), grant, room -> {
            ListParticipantsResponse.Builder response = ListParticipantsResponse.newBuilder();
            room.participants().forEach(participant -> response.addParticipants(participant.info()));
            return response.build();
        });
    }

    private CompletableFuture<RemoveParticipantResponse> remove(RoomParticipantIdentity request, VideoGrant grant)
            throws ServiceException {
        return in(request.getRoom(), grant, room -> {
            participant(room, request.getIdentity())
                    .disconnect(DisconnectReason.PARTICIPANT_REMOVED, LeaveRequest.Action.DISCONNECT);
            return RemoveParticipantResponse.getDefaultInstance();
        });
    }

    private CompletableFuture<MuteRoomTrackResponse> mute(MuteRoomTrackRequest request, VideoGrant grant)
            throws ServiceException {
        return in(request.getRoom(), grant, room -> {
            var info = participant(room, request.getIdentity()).muteByServer(request.getTrackSid(), request.getMuted());
            if (info == null) {
                throw ServiceException.notFound("the participant has no such track");
            }
            return MuteRoomTrackResponse.newBuilder().setTrack(info).build();
        });
    }

    private CompletableFuture<ParticipantInfo> update(UpdateParticipantRequest request, VideoGrant grant)
            throws ServiceException {
        return in(request.getRoom(), grant, room -> {
            Participant participant = participant(room, request.getIdentity());
            participant.say(request.getName(), request.getMetadata(), request.getAttributesMap());
            return participant.info();
        });
    }

    private CompletableFuture<DeleteRoomResponse> delete(DeleteRoomRequest request, VideoGrant grant)
            throws ServiceException {
        require(grant.roomCreate(), "roomCreate");
        Room room = find(request.getRoom());
        return CompletableFuture.supplyAsync(
                () -> {
                    room.delete();
                    return DeleteRoomResponse.getDefaultInstance();
                },
                room.loop());
    }

    private CompletableFuture<SendDataResponse> send(SendDataRequest request, VideoGrant grant)
            throws ServiceException {
        return in(request.getRoom(), grant, room -> {
            UserPacket.Builder user = UserPacket.newBuilder().setPayload(request.getData());
            if (request.hasTopic()) {
                user.setTopic(request.getTopic());
            }
            room.sendData(
                    request.getKind() == DataPacket.Kind.RELIABLE,
                    DataPacket.newBuilder()
                            .addAllDestinationIdentities(request.getDestinationIdentitiesList())
                            .setUser(user)
                            .build());
            return SendDataResponse.getDefaultInstance();
        });
    }

    private <T> CompletableFuture<T> in(String name, VideoGrant grant, Work<T> work) throws ServiceException {
        require(grant.roomAdmin() && grant.roomName().equals(name), "roomAdmin of this room");
        Room room = find(name);
        CompletableFuture<T> result = new CompletableFuture<>();
        room.loop().execute(() -> {
            try {
                result.complete(work.on(room));
            } catch (ServiceException | RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    private Room find(String name) throws ServiceException {
        Room room = rooms.find(name);
        if (room == null) {
            throw ServiceException.notFound("requested room does not exist");
        }
        return room;
    }

    private static Participant participant(Room room, String identity) throws ServiceException {
        Participant participant = room.participant(identity);
        if (participant == null) {
            throw ServiceException.notFound("participant does not exist");
        }
        return participant;
    }

    private static void require(boolean granted, String grant) throws ServiceException {
        if (!granted) {
            throw new ServiceException("permission_denied", 403, "the token lacks the grant " + grant);
        }
    }

    private static <B extends Message.Builder> B read(B builder, byte[] body, boolean json) throws ServiceException {
        try {
            if (json) {
                JsonFormat.parser().ignoringUnknownFields().merge(new String(body, StandardCharsets.UTF_8), builder);
            } else {
                builder.mergeFrom(body);
            }
            return builder;
        } catch (InvalidProtocolBufferException e) {
            throw new ServiceException("malformed", 400, "the body is no message of this method");
        }
    }

    private static ServiceAnswer answer(Message message, boolean json) {
        if (!json) {
            return new ServiceAnswer(200, "application/protobuf", message.toByteArray());
        }
        try {
            String text = JsonFormat.printer().omittingInsignificantWhitespace().print(message);
            return new ServiceAnswer(200, "application/json", text.getBytes(StandardCharsets.UTF_8));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("messages without Any always become JSON", e);
        }
    }

    private static ServiceAnswer refusal(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        if (cause instanceof ServiceException refused) {
            return refused.answer();
        }
        throw new IllegalStateException(cause);
    }

    private static CompletableFuture<ServiceAnswer> done(ServiceAnswer answer) {
        return CompletableFuture.completedFuture(answer);
    }

    /** What is done on a room's loop. */
    private interface Work<T> {
        T on(Room room) throws ServiceException;
    }
}
