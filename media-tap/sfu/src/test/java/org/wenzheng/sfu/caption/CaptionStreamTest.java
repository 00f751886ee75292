package org.wenzheng.sfu.caption;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import livekit.LivekitModels.DataPacket;
import org.junit.jupiter.api.Test;
import org.wenzheng.stream.records.v1.Revision;
import org.wenzheng.stream.records.v1.TranscriptSegment;

class CaptionStreamTest {

    private static TranscriptSegment segment(String text, Revision kind, int revision) {
        return TranscriptSegment.newBuilder()
                .setParticipant("citizen-1")
                .setTrack("TR_mic")
                .setSegment("call:TR_mic:7")
                .setRevision(revision)
                .setKind(kind)
                .setText(text)
                .setLastCapturedAtUs(5_000_000)
                .build();
    }

    @Test
    void isAHeaderTheTextAndATrailerOfTheSpeaker() {
        List<DataPacket> packets = CaptionStream.of(segment("我要办居住证。", Revision.FINAL, 9));
        assertThat(packets).hasSize(3).allMatch(packet -> packet.getParticipantIdentity()
                .equals("citizen-1"));
        var header = packets.get(0).getStreamHeader();
        assertThat(header.getTopic()).isEqualTo("lk.transcription");
        assertThat(header.getTimestamp()).isEqualTo(5_000);
        assertThat(header.getTotalLength()).isEqualTo(21);
        assertThat(header.getAttributesMap())
                .containsEntry("lk.segment_id", "call:TR_mic:7")
                .containsEntry("lk.transcribed_track_id", "TR_mic")
                .containsEntry("lk.transcription_final", "true");
        assertThat(packets.get(1).getStreamChunk().getContent().toStringUtf8()).isEqualTo("我要办居住证。");
        assertThat(packets.get(2).getStreamTrailer().getStreamId()).isEqualTo(header.getStreamId());
    }

    @Test
    void isAnotherStreamOfTheSameSegmentForEachRevision() {
        var interim =
                CaptionStream.of(segment("我要", Revision.INTERIM, 1)).get(0).getStreamHeader();
        var pause = CaptionStream.of(segment("我要办", Revision.PAUSE, 2)).get(0).getStreamHeader();
        assertThat(interim.getStreamId()).isNotEqualTo(pause.getStreamId());
        assertThat(pause.getAttributesMap())
                .containsEntry("lk.transcription_final", "false")
                .containsEntry("lk.segment_id", interim.getAttributesOrThrow("lk.segment_id"));
    }

    @Test
    void cutsLongTextBetweenCharacters() {
        String text = "长".repeat(20_000);
        List<DataPacket> packets = CaptionStream.of(segment(text, Revision.FINAL, 1));
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (int i = 1; i < packets.size() - 1; i++) {
            var chunk = packets.get(i).getStreamChunk();
            assertThat(chunk.getChunkIndex()).isEqualTo(i - 1);
            assertThat(chunk.getContent().size()).isLessThanOrEqualTo(15_000);
            assertThat(chunk.getContent().isValidUtf8()).isTrue();
            whole.writeBytes(chunk.getContent().toByteArray());
        }
        assertThat(whole.toString(StandardCharsets.UTF_8)).isEqualTo(text);
    }
}
