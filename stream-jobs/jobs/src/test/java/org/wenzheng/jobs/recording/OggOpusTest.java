package org.wenzheng.jobs.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.PointerPointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wenzheng.jobs.call.AudioPacket;
import org.wenzheng.jobs.opus.OpusEncoder;
import org.wenzheng.jobs.opus.OpusPacket;

/** Read back by FFmpeg, which knows nothing of ours and checks each page's checksum. */
class OggOpusTest {
    @TempDir
    private Path folder;

    private static List<AudioPacket> packets(int count) {
        short[] pcm = new short[count * OpusEncoder.FRAME];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = (short) (6000 * Math.sin(i * 0.1));
        }
        List<AudioPacket> packets = new ArrayList<>();
        try (OpusEncoder encoder = new OpusEncoder(32_000)) {
            for (byte[] payload : encoder.encode(pcm)) {
                int i = packets.size();
                packets.add(new AudioPacket(100 + i, 7_000 + 960L * i, 20_000L * i, payload));
            }
        }
        return packets;
    }

    private List<byte[]> read(byte[] ogg) throws IOException {
        Path file = Files.write(folder.resolve("chunk.ogg"), ogg);
        AVFormatContext context = new AVFormatContext(null);
        assertThat(avformat_open_input(context, file.toString(), null, (AVDictionary) null))
                .isZero();
        assertThat(avformat_find_stream_info(context, (PointerPointer<?>) null)).isNotNegative();
        List<byte[]> payloads = new ArrayList<>();
        AVPacket packet = av_packet_alloc();
        while (av_read_frame(context, packet) >= 0) {
            byte[] payload = new byte[packet.size()];
            packet.data().capacity(payload.length).get(payload);
            payloads.add(payload);
            av_packet_unref(packet);
        }
        av_packet_free(packet);
        avformat_close_input(context);
        return payloads;
    }

    private static OggOpus.Muxed mux(List<AudioPacket> packets, long first) {
        return OggOpus.mux(packets.toArray(new AudioPacket[0]), first);
    }

    @Test
    void holdsEveryPacketAsItCame() throws IOException {
        List<AudioPacket> packets = packets(500);
        OggOpus.Muxed muxed = mux(packets, 100);
        assertThat(muxed.durationMs()).isEqualTo(10_000);
        assertThat(read(muxed.ogg()))
                .usingRecursiveComparison()
                .isEqualTo(packets.stream().map(AudioPacket::payload).toList());
    }

    @Test
    void keepsThePlaceOfLostPackets() throws IOException {
        List<AudioPacket> packets = packets(100);
        packets.subList(40, 50).clear();
        List<byte[]> read = read(mux(packets, 100).ogg());
        assertThat(read).hasSize(100);
        assertThat(read.get(45)).isEqualTo(OpusPacket.silence());
        assertThat(read.get(50)).isEqualTo(packets.get(40).payload());
    }

    @Test
    void leavesThePreRollOutOfItsDuration() {
        OggOpus.Muxed muxed = mux(packets(54), 104);
        assertThat(muxed.durationMs()).isEqualTo(1000);
        int head = new String(muxed.ogg(), java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("OpusHead");
        int preSkip = (muxed.ogg()[head + 10] & 0xff) | (muxed.ogg()[head + 11] & 0xff) << 8;
        assertThat(preSkip).isEqualTo(4 * 960);
    }

    @Test
    void putsSilenceInPlaceOfWhatIsNoOpus() throws IOException {
        List<AudioPacket> packets = packets(10);
        AudioPacket bad = packets.get(5);
        packets.set(
                5,
                new AudioPacket(bad.sequence(), bad.timestamp(), bad.capturedAtUs(), new byte[] {(byte) 0xfb, 63, 0}));
        List<byte[]> read = read(mux(packets, 100).ogg());
        assertThat(read).hasSize(10);
        assertThat(read.get(5)).isEqualTo(OpusPacket.silence());
    }

    @Test
    void splitsPacketsLongerThanOneSegment() throws IOException {
        List<AudioPacket> packets = packets(3);
        byte[] longest = new byte[1275];
        longest[0] = (byte) 0xf8;
        packets.set(1, new AudioPacket(101, 7_960, 20_000, longest));
        assertThat(read(mux(packets, 100).ogg()).get(1)).isEqualTo(longest);
    }
}
