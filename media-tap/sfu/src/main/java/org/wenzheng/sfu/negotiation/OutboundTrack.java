package org.wenzheng.sfu.negotiation;

/**
 * How a track that we send is named in a section.
 *
 * @param streamId groups the tracks of a participant
 * @param trackId the track's own id
 * @param ssrc unsigned, of the media
 * @param repairSsrc unsigned, of its retransmissions
 */
public record OutboundTrack(String streamId, String trackId, long ssrc, long repairSsrc) {}
