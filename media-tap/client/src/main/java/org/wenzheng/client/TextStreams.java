package org.wenzheng.client;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import livekit.LivekitModels.DataPacket;
import livekit.LivekitModels.DataStream;

/**
 * Text longer than one packet: a header, chunks, a trailer. What comes in is put together here; streams that never end are
 * forgotten, the oldest first.
 */
final class TextStreams {

    private static final int CHUNK = 15_000;
    private static final int MAX_OPEN = 64;
    private static final int MAX_BYTES = 1 << 20;

    private record Open(DataStream.Header header, ByteArrayOutputStream content) {}

    private final RoomListener listener;
    private final Map<String, Open> open = new LinkedHashMap<>();

    TextStreams(RoomListener listener) {
        this.listener = listener;
    }

    /** The packets of a text. Chunks are cut between bytes: the receiver decodes the whole. */
    static List<DataPacket.Builder> packets(String topic, String text, Map<String, String> attributes) {
        String id = UUID.randomUUID().toString();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<DataPacket.Builder> packets = new ArrayList<>();
        packets.add(DataPacket.newBuilder()
                .setStreamHeader(DataStream.Header.newBuilder()
                        .setStreamId(id)
                        .setTimestamp(System.currentTimeMillis())
                        .setTopic(topic)
                        .setMimeType("text/plain")
                        .setTotalLength(bytes.length)
                        .putAllAttributes(attributes)
                        .setTextHeader(DataStream.TextHeader.getDefaultInstance())));
        int index = 0;
        for (int at = 0; at < bytes.length; ) {
            int end = Math.min(bytes.length, at + CHUNK);
            while (end < bytes.length && (bytes[end] & 0xc0) == 0x80) {
                end--; // JavaScript clients decode each chunk alone
            }
            packets.add(DataPacket.newBuilder()
                    .setStreamChunk(DataStream.Chunk.newBuilder()
                            .setStreamId(id)
                            .setChunkIndex(index++)
                            .setContent(ByteString.copyFrom(bytes, at, end - at))));
            at = end;
        }
        packets.add(DataPacket.newBuilder()
                .setStreamTrailer(DataStream.Trailer.newBuilder().setStreamId(id)));
        return packets;
    }

    void received(DataPacket packet) {
        String from = packet.getParticipantIdentity();
        switch (packet.getValueCase()) {
            case STREAM_HEADER -> {
                DataStream.Header header = packet.getStreamHeader();
                if (header.hasTextHeader()) {
                    if (open.size() >= MAX_OPEN) {
                        open.remove(open.keySet().iterator().next());
                    }
                    open.put(key(from, header.getStreamId()), new Open(header, new ByteArrayOutputStream()));
                }
            }
            case STREAM_CHUNK -> {
                String key = key(from, packet.getStreamChunk().getStreamId());
                Open stream = open.get(key);
                if (stream != null) {
                    ByteString content = packet.getStreamChunk().getContent();
                    if (stream.content.size() + content.size() > MAX_BYTES) {
                        open.remove(key);
                    } else {
                        stream.content.writeBytes(content.toByteArray());
                    }
                }
            }
            case STREAM_TRAILER -> {
                Open stream = open.remove(key(from, packet.getStreamTrailer().getStreamId()));
                if (stream != null) {
                    listener.text(
                            from,
                            stream.header.getTopic(),
                            stream.content.toString(StandardCharsets.UTF_8),
                            stream.header.getAttributesMap());
                }
            }
            default -> {}
        }
    }

    private static String key(String identity, String stream) {
        return identity + "/" + stream;
    }
}
