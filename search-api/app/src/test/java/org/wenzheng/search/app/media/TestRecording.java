package org.wenzheng.search.app.media;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avutil.*;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.ShortPointer;
import org.wenzheng.stream.records.RecordingChunks;
import org.wenzheng.stream.records.v1.RecordingChunk;

/** Writes chunks as the recording job does: tones, as Opus, as Ogg, sealed. */
final class TestRecording {

    private static final int PACKET = 960;
    private static final int LOOK_AHEAD = 312;
    private static final long STARTED_AT_US =
            Instant.parse("2026-11-24T16:30:00Z").getEpochSecond() * 1_000_000;

    private TestRecording() {}

    /** A chunk that holds a tone of so many Hz. */
    static void write(Path root, String call, String track, int startMs, int durationMs, double hertz, byte[] key)
            throws IOException {
        RecordingChunk head = RecordingChunk.newBuilder()
                .setCall(call)
                .setParticipant(track)
                .setTrack(track)
                .setIndex(startMs / 10_000)
                .setStartMs(startMs)
                .setDurationMs(durationMs)
                .setKeyVersion(1)
                .build();
        byte[] stored = RecordingChunks.seal(
                        head, ogg(encode(tone(hertz, startMs, durationMs))), key, new SecureRandom())
                .toByteArray();
        Path file = root.resolve(RecordingChunks.path(STARTED_AT_US, call, track, head.getIndex()));
        Files.createDirectories(file.resolveSibling(""));
        Files.write(file, stored);
    }

    private static short[] tone(double hertz, int startMs, int durationMs) {
        short[] sound = new short[durationMs * 48];
        for (int i = 0; i < sound.length; i++) {
            sound[i] = (short) (8000 * Math.sin(2 * Math.PI * hertz * (startMs / 1000.0 + i / 48_000.0)));
        }
        return sound;
    }

    private static List<byte[]> encode(short[] sound) {
        av_log_set_level(AV_LOG_ERROR);
        AVCodec codec = avcodec_find_encoder_by_name("libopus");
        AVCodecContext encoder = avcodec_alloc_context3(codec);
        encoder.sample_rate(48_000).sample_fmt(AV_SAMPLE_FMT_S16).bit_rate(32_000);
        av_channel_layout_default(encoder.ch_layout(), 1);
        check(avcodec_open2(encoder, codec, (AVDictionary) null));
        AVFrame frame = av_frame_alloc();
        AVPacket packet = av_packet_alloc();
        List<byte[]> packets = new ArrayList<>();
        for (int at = 0; at + PACKET <= sound.length; at += PACKET) {
            frame.nb_samples(PACKET)
                    .format(AV_SAMPLE_FMT_S16)
                    .sample_rate(48_000)
                    .pts(at);
            av_channel_layout_default(frame.ch_layout(), 1);
            check(av_frame_get_buffer(frame, 0));
            new ShortPointer(frame.data(0)).put(sound, at, PACKET);
            check(avcodec_send_frame(encoder, frame));
            av_frame_unref(frame);
            while (avcodec_receive_packet(encoder, packet) >= 0) {
                byte[] bytes = new byte[packet.size()];
                packet.data().get(bytes);
                packets.add(bytes);
                av_packet_unref(packet);
            }
        }
        av_frame_free(frame);
        av_packet_free(packet);
        avcodec_free_context(encoder);
        return packets;
    }

    private static void check(int result) {
        if (result < 0) {
            throw new IllegalStateException("FFmpeg says " + result);
        }
    }

    /** A page a packet, without checksums. The encoder looks 6.5 ms ahead, which is the pre-skip. */
    private static byte[] ogg(List<byte[]> packets) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteBuffer head = ByteBuffer.allocate(19).order(ByteOrder.LITTLE_ENDIAN);
        head.put("OpusHead".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) 1)
                .putShort((short) LOOK_AHEAD);
        head.putInt(48_000).putShort((short) 0).put((byte) 0);
        ByteBuffer tags = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        tags.put("OpusTags".getBytes(StandardCharsets.US_ASCII)).putInt(0).putInt(0);
        page(out, 0, 0, head.array());
        page(out, 1, 0, tags.array());
        for (int i = 0; i < packets.size(); i++) {
            page(out, i + 2, (i + 1L) * PACKET, packets.get(i));
        }
        return out.toByteArray();
    }

    private static void page(ByteArrayOutputStream out, int number, long granule, byte[] packet) {
        int segments = packet.length / 255 + 1;
        ByteBuffer header = ByteBuffer.allocate(27 + segments).order(ByteOrder.LITTLE_ENDIAN);
        header.put("OggS".getBytes(StandardCharsets.US_ASCII)).put((byte) 0).put((byte) (number == 0 ? 2 : 0));
        header.putLong(granule).putInt(1).putInt(number).putInt(0).put((byte) segments);
        for (int i = 0; i < segments; i++) {
            header.put((byte) (i < segments - 1 ? 255 : packet.length % 255));
        }
        out.writeBytes(header.array());
        out.writeBytes(packet);
    }
}
