package org.wenzheng.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.wenzheng.models.runtime.classify.LinearHead;
import org.wenzheng.models.runtime.classify.ShippedHeads;
import org.wenzheng.models.runtime.embedding.BgeEmbedder;

/** The heads that ship, on call turns that somebody else wrote and nobody trained on. */
@Tag("slow")
class ShippedHeadsTest {

    private static Scores score(ShippedHeads.Task task, Function<CSVRecord, String> label) throws Exception {
        List<String> texts = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (Reader reader = Files.newBufferedReader(Path.of("test/turns.csv"))) {
            for (CSVRecord row : format.parse(reader)) {
                texts.add(row.get("text"));
                labels.add(label.apply(row));
            }
        }
        LinearHead head = ShippedHeads.load(task, Map.of());
        try (BgeEmbedder embedder = BgeEmbedder.load()) {
            return Scores.of(labels, HeadReport.predict(head, embedder, texts));
        }
    }

    @Test
    void topicsHold() throws Exception {
        Scores scores = score(ShippedHeads.Task.TOPICS, row -> {
            String topic = row.get("topic");
            return topic.isEmpty() ? ShippedHeads.NO_TOPIC : topic;
        });

        assertThat(scores.items()).isGreaterThanOrEqualTo(300);
        assertThat(scores.accuracy()).isGreaterThan(0.88);
    }

    @Test
    void sentimentHolds() throws Exception {
        assertThat(score(ShippedHeads.Task.SENTIMENT, row -> row.get("sentiment"))
                        .macroF1())
                .isGreaterThan(0.87);
    }

    @Test
    void urgencyHolds() throws Exception {
        assertThat(score(ShippedHeads.Task.URGENCY, row -> row.get("urgent").equals("1") ? "urgent" : "calm")
                        .accuracy())
                .isGreaterThan(0.88);
    }
}
