package org.wenzheng.jobs.recording;

import org.wenzheng.jobs.call.AudioPacket;

/**
 * A chunk that nothing is added to any more. Kept in saved state until it is written: fields may be added, none renamed
 * or removed.
 *
 * @param packets in order of sequence; those before the head's first one are the end of the chunk before
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ClosedChunk(ChunkHead head, AudioPacket[] packets) {}
