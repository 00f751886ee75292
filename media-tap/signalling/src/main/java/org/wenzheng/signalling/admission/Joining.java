package org.wenzheng.signalling.admission;

import livekit.LivekitRtc.JoinRequest;
import org.wenzheng.signalling.token.AccessToken;

/**
 * Somebody who may join.
 *
 * @param mode one or two peer connections
 * @param room the room's name
 * @param token what the issuer says
 * @param request what the client asks for; its metadata and attributes are not to be trusted
 */
public record Joining(ConnectionMode mode, String room, AccessToken token, JoinRequest request) {}
