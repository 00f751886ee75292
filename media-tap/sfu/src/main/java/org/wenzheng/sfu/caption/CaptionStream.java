package org.wenzheng.sfu.caption;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import livekit.LivekitModels.DataPacket;
import livekit.LivekitModels.DataStream;
import org.wenzheng.stream.records.v1.Revision;
import org.wenzheng.stream.records.v1.TranscriptSegment;

/**
 * One revision of a segment as a text stream of LiveKit's clients: header, chunks, trailer. Each revision is a stream of its
 * own; those of one segment have the same {@code lk.segment_id}, by which clients let a newer one take the place of an older.
 */
final class CaptionStream {

    private static final String TOPIC = "lk.transcription";

    /** Of text in one message; clients cut at the same length. */
    private static final int CHUNK = 15_000;

    private CaptionStream() {}

    /** The messages, in order. */
    static List<DataPacket> of(TranscriptSegment segment) {
        byte[] text = segment.getText().getBytes(StandardCharsets.UTF_8);
        String stream = segment.getSegment() + "#" + segment.getRevision();
        boolean last = segment.getKind() == Revision.FINAL;
        List<DataPacket> packets = new ArrayList<>();
        packets.add(from(segment)
                .setStreamHeader(DataStream.Header.newBuilder()
                        .setStreamId(stream)
                        .setTimestamp(segment.getLastCapturedAtUs() / 1000)
                        .setTopic(TOPIC)
                        .setMimeType("text/plain")
                        .setTotalLength(text.length)
                        .putAttributes("lk.segment_id", segment.getSegment())
                        .putAttributes("lk.transcribed_track_id", segment.getTrack())
                        .putAttributes("lk.transcription_final", Boolean.toString(last))
                        .setTextHeader(DataStream.TextHeader.newBuilder()
                                .setOperationType(DataStream.OperationType.CREATE)
                                .setVersion(segment.getRevision())
                                .setGenerated(true)))
                .build());
        int index = 0;
        for (int at = 0; at < text.length; at = end(text, at)) {
            packets.add(from(segment)
                    .setStreamChunk(DataStream.Chunk.newBuilder()
                            .setStreamId(stream)
                            .setChunkIndex(index++)
                            .setContent(ByteString.copyFrom(text, at, end(text, at) - at)))
                    .build());
        }
        packets.add(from(segment)
                .setStreamTrailer(DataStream.Trailer.newBuilder().setStreamId(stream))
                .build());
        return packets;
    }

    /** Where a chunk ends: never within a character. */
    private static int end(byte[] text, int start) {
        int end = Math.min(text.length, start + CHUNK);
        while (end < text.length && (text[end] & 0xC0) == 0x80) {
            end--;
        }
        return end;
    }

    private static DataPacket.Builder from(TranscriptSegment segment) {
        return DataPacket.newBuilder().setParticipantIdentity(segment.getParticipant());
    }
}
