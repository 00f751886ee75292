package org.wenzheng.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.wenzheng.jobs.config.KafkaConfig;
import org.wenzheng.jobs.opus.OpusDecoder;
import org.wenzheng.jobs.opus.OpusEncoder;
import org.wenzheng.media.records.MediaTopics;
import org.wenzheng.media.records.v1.AudioFrame;
import org.wenzheng.media.records.v1.CallEnded;
import org.wenzheng.media.records.v1.CallEvent;
import org.wenzheng.media.records.v1.CallStarted;
import org.wenzheng.media.records.v1.Consents;
import org.wenzheng.media.records.v1.EndReason;
import org.wenzheng.media.records.v1.Origin;
import org.wenzheng.media.records.v1.Role;

/** A citizen's recording as the records of a call, sent piece by piece. Not recorded: that would ask for a key. */
public final class RecordedCall implements AutoCloseable {
    /** 25 November 2025, 01:00 UTC. */
    public static final long STARTED_US = 1_764_032_400_000_000L;

    public static final String TRACK = "citizen-audio";
    private static final long FIRST_SEQUENCE = 70_000;
    private static final Consents CONSENTS =
            Consents.newBuilder().setAnswer(true).setAnalyse(true).build();

    private final String call;
    private final String language;
    private final List<byte[]> packets;
    private final KafkaProducer<byte[], byte[]> producer;
    private int sent;

    /**
     * A call of which nothing is sent yet.
     *
     * @param language BCP 47 tag
     * @param pcm 16 kHz mono
     */
    public RecordedCall(KafkaConfig kafka, String call, String language, short[] pcm) {
        this.call = call;
        this.language = language;
        try (OpusEncoder encoder = new OpusEncoder(32_000)) {
            this.packets = encoder.encode(pcm);
        }
        this.producer = new KafkaProducer<>(kafka.client(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** The samples of a 16-bit mono WAV file of 16 kHz between stretches of near silence. */
    public static short[] between(int silenceMs, Path wav, int times) throws IOException {
        byte[] bytes = Files.readAllBytes(wav);
        ShortBuffer speech = ByteBuffer.wrap(bytes, 44, bytes.length - 44)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer();
        int length = speech.remaining();
        int gap = silenceMs * OpusDecoder.RATE / 1000;
        short[] pcm = new short[times * (gap + length) + gap];
        for (int i = 0; i < times; i++) {
            speech.get(0, pcm, gap + i * (gap + length), length);
        }
        return pcm;
    }

    /** Tells that it began. */
    public void start(String title) throws ExecutionException, InterruptedException {
        send(
                MediaTopics.CALL_EVENTS,
                event(0).setStarted(CallStarted.newBuilder()
                                .setOffice("澄湖区政务服务中心")
                                .setChannel("video")
                                .setOrigin(Origin.REPLAY)
                                .setLanguage(language)
                                .setTitle(title)
                                .setConsents(CONSENTS))
                        .build());
    }

    /** Sends what is left of its first so many milliseconds. */
    public void speakUntil(int milliseconds) throws ExecutionException, InterruptedException {
        while (sent < packets.size() && sent * 20 < milliseconds) {
            send(
                    MediaTopics.AUDIO,
                    frame(sent)
                            .setPayload(ByteString.copyFrom(packets.get(sent)))
                            .build());
            sent++;
        }
    }

    /** Sends the rest, and that it ended. */
    public void end() throws ExecutionException, InterruptedException {
        speakUntil(Integer.MAX_VALUE);
        send(MediaTopics.AUDIO, frame(sent).setEndOfTrack(true).build());
        send(
                MediaTopics.CALL_EVENTS,
                event(sent * 20)
                        .setEnded(CallEnded.newBuilder().setReason(EndReason.COMPLETED))
                        .build());
    }

    private void send(String topic, Message message) throws ExecutionException, InterruptedException {
        producer.send(new ProducerRecord<>(topic, call.getBytes(UTF_8), message.toByteArray()))
                .get();
    }

    private CallEvent.Builder event(int atMs) {
        return CallEvent.newBuilder().setSchemaVersion(1).setCall(call).setAtUs(STARTED_US + atMs * 1000L);
    }

    private AudioFrame.Builder frame(int packet) {
        return AudioFrame.newBuilder()
                .setSchemaVersion(1)
                .setCall(call)
                .setCallStartedAtUs(STARTED_US)
                .setParticipant("citizen")
                .setRole(Role.CITIZEN)
                .setTrack(TRACK)
                .setSequence(FIRST_SEQUENCE + packet)
                .setTimestamp(960L * packet)
                .setCapturedAtUs(STARTED_US + 20_000L * packet)
                .setConsents(CONSENTS)
                .setLanguage(language);
    }

    @Override
    public void close() {
        producer.close();
    }
}
