package org.wenzheng.sfu.browser;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.wenzheng.stream.records.StreamTopics;
import org.wenzheng.stream.records.v1.Revision;
import org.wenzheng.stream.records.v1.TranscriptSegment;

/** Stands for the speech job: says each second that somebody of a call has spoken, first as interim text, then finally. */
final class Recognition implements AutoCloseable {

    private final KafkaProducer<String, byte[]> producer;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private int segments;

    Recognition(String bootstrap) throws ExecutionException, InterruptedException {
        // As the jobs do; the broker makes no topic by itself.
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(new NewTopic(StreamTopics.TRANSCRIPTS, 2, (short) 1)))
                    .all()
                    .get();
        }
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new ByteArraySerializer());
    }

    void start(String call, List<String> speakers) {
        var unused = clock.scheduleAtFixedRate(
                () -> {
                    int number = segments++;
                    for (String speaker : speakers) {
                        say(call, speaker, number, 1, Revision.INTERIM, "我要办居");
                        say(call, speaker, number, 2, Revision.FINAL, "我要办居住证。");
                    }
                },
                1,
                1,
                TimeUnit.SECONDS);
    }

    private void say(String call, String speaker, int number, int revision, Revision kind, String text) {
        TranscriptSegment segment = TranscriptSegment.newBuilder()
                .setSchemaVersion(1)
                .setCall(call)
                .setParticipant(speaker)
                .setTrack("TR_of_" + speaker)
                .setSegment("%s:TR_of_%s:%d".formatted(call, speaker, number))
                .setRevision(revision)
                .setKind(kind)
                .setText(text)
                .setLastCapturedAtUs(System.currentTimeMillis() * 1000)
                .build();
        producer.send(new ProducerRecord<>(StreamTopics.TRANSCRIPTS, call, segment.toByteArray()));
    }

    @Override
    public void close() {
        clock.shutdownNow();
        producer.close();
    }
}
