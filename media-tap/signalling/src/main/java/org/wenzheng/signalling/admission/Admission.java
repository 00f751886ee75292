package org.wenzheng.signalling.admission;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import livekit.LivekitModels.ClientInfo;
import livekit.LivekitRtc.ConnectionSettings;
import livekit.LivekitRtc.JoinRequest;
import org.jspecify.annotations.Nullable;
import org.wenzheng.signalling.message.MalformedMessageException;
import org.wenzheng.signalling.message.SignalMessages;
import org.wenzheng.signalling.token.AccessToken;
import org.wenzheng.signalling.token.InvalidTokenException;
import org.wenzheng.signalling.token.TokenVerifier;

/**
 * Decides on a request to join, the same way for the WebSocket itself and for the {@code validate} address that a browser
 * asks to learn why it was refused. Nothing of a room is looked at here. Safe for any thread.
 */
public final class Admission {

    private final TokenVerifier tokens;

    public Admission(TokenVerifier tokens) {
        this.tokens = tokens;
    }

    /**
     * Who joins what and how.
     *
     * @param mode by the address asked for
     * @param parameters of the query, the first of each name
     * @param authorization the header of that name, or null
     * @throws RefusedException with the HTTP status and a text for the client
     */
    public Joining admit(ConnectionMode mode, Map<String, String> parameters, @Nullable String authorization)
            throws RefusedException {
        AccessToken token = authenticate(parameters.get("access_token"), authorization);
        if (!token.video().roomJoin()) {
            throw new RefusedException(401, "permissions denied: the token has no grant to join a room");
        }
        if (token.identity().isEmpty()) {
            throw new RefusedException(400, "identity cannot be empty: the token has no sub");
        }
        String room = token.video().roomName();
        if (room.isEmpty()) {
            throw new RefusedException(400, "room name is required in the token's grant");
        }
        return new Joining(mode, room, token, request(mode, parameters));
    }

    /**
     * The token of a request, from its header or else its parameter.
     *
     * @throws RefusedException with status 401 when there is none or it opens nothing
     */
    public AccessToken authenticate(@Nullable String parameter, @Nullable String authorization)
            throws RefusedException {
        String text = parameter;
        if (authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            text = authorization.substring(7).strip();
        }
        if (text == null || text.isEmpty()) {
            throw new RefusedException(401, "no permissions to access the room: a token is missing");
        }
        try {
            return tokens.verify(text);
        } catch (InvalidTokenException e) {
            throw new RefusedException(401, String.valueOf(e.getMessage()));
        }
    }

    private static JoinRequest request(ConnectionMode mode, Map<String, String> parameters) throws RefusedException {
        String wrapped = parameters.get("join_request");
        if (wrapped == null) {
            if (mode == ConnectionMode.SINGLE) {
                throw new RefusedException(400, "join_request is required");
            }
            return fromParameters(parameters);
        }
        try {
            return SignalMessages.joinRequest(wrapped);
        } catch (MalformedMessageException e) {
            throw new RefusedException(400, "cannot decode join request: " + e.getMessage());
        }
    }

    private static JoinRequest fromParameters(Map<String, String> parameters) {
        ClientInfo client = ClientInfo.newBuilder()
                .setSdk(sdk(parameters.getOrDefault("sdk", "")))
                .setVersion(text(parameters, "version"))
                .setProtocol(number(parameters, "protocol"))
                .setClientProtocol(number(parameters, "client_protocol"))
                .build();
        ConnectionSettings settings = ConnectionSettings.newBuilder()
                .setAutoSubscribe(!NO.contains(parameters.getOrDefault("auto_subscribe", "1")))
                .setAdaptiveStream(YES.contains(parameters.getOrDefault("adaptive_stream", "0")))
                .build();
        return JoinRequest.newBuilder()
                .setClientInfo(client)
                .setConnectionSettings(settings)
                .setReconnect(YES.contains(parameters.getOrDefault("reconnect", "0")))
                .setParticipantSid(text(parameters, "sid"))
                .build();
    }

    private static final Set<String> YES = Set.of("1", "true");
    private static final Set<String> NO = Set.of("0", "false");

    private static ClientInfo.SDK sdk(String name) {
        for (ClientInfo.SDK sdk : ClientInfo.SDK.values()) {
            if (sdk != ClientInfo.SDK.UNRECOGNIZED && sdk.name().equals(name.toUpperCase(Locale.ROOT))) {
                return sdk;
            }
        }
        return ClientInfo.SDK.UNKNOWN;
    }

    private static String text(Map<String, String> parameters, String name) {
        String value = parameters.getOrDefault(name, "");
        return value.length() > TokenVerifier.MAX_NAME ? value.substring(0, TokenVerifier.MAX_NAME) : value;
    }

    private static int number(Map<String, String> parameters, String name) {
        String value = parameters.getOrDefault(name, "");
        return value.matches("\\d{1,6}") ? Integer.parseInt(value) : 0;
    }
}
