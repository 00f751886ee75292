package org.wenzheng.client;

import livekit.LivekitModels.TrackSource;
import org.wenzheng.signalling.token.CallRole;

/**
 * A track of somebody else.
 *
 * @param sid the server's id of it
 * @param identity of whom it is
 * @param role what that participant is, by the server's word
 * @param source microphone, camera, screen
 */
public record RemoteTrack(String sid, String identity, CallRole role, TrackSource source) {}
