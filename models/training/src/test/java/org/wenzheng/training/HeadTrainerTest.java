package org.wenzheng.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wenzheng.models.runtime.classify.HeadFile;
import org.wenzheng.models.runtime.classify.LinearClassifier;
import org.wenzheng.models.runtime.classify.LinearHead;
import org.wenzheng.models.runtime.classify.TextClassifier;

class HeadTrainerTest {

    private static final List<String> WATER = List.of("自来水", "水压", "停水", "水表", "发黄");
    private static final List<String> SCHOOL = List.of("入学", "学区", "转学", "学校", "报名");
    private static final List<String> HOUSE = List.of("房产证", "过户", "物业", "公租房", "房租");

    @TempDir
    Path folder;

    private static LabelledTexts texts(int each, long seed) {
        Random random = new Random(seed);
        List<String> texts = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < each; i++) {
            add(texts, labels, "water", WATER, random);
            add(texts, labels, "school", SCHOOL, random);
            add(texts, labels, "house", HOUSE, random);
        }
        return new LabelledTexts(texts, labels);
    }

    private static void add(List<String> texts, List<String> labels, String label, List<String> words, Random random) {
        texts.add("请问我家" + words.get(random.nextInt(5)) + "的事情" + words.get(random.nextInt(5)) + random.nextInt(100));
        labels.add(label);
    }

    private static LinearHead head() throws Exception {
        return new HeadTrainer(null, line -> {}).train("test", texts(30, 1)).head();
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 3, 4})
    void labelsWhatItHasNotSeen(long seed) throws Exception {
        LabelledTexts other = texts(20, seed);
        List<String> predicted = new ArrayList<>();
        try (LinearClassifier classifier = new LinearClassifier(head(), null)) {
            classifier.classify(other.texts()).forEach(l -> predicted.add(l.label()));
        }

        assertThat(Scores.of(other.labels(), predicted).accuracy()).isGreaterThan(0.95);
    }

    @Test
    void comesOutTheSameFromTheSameFile() throws Exception {
        assertThat(head().weights()).isDeepEqualTo(head().weights());
    }

    @Test
    void saysTheSameAfterWritingAndReading() throws Exception {
        LinearHead head = head();
        Path file = folder.resolve("test.head");
        HeadFile.write(head, file);
        List<String> asked = texts(10, 9).texts();

        try (LinearClassifier before = new LinearClassifier(head, null);
                LinearClassifier after = new LinearClassifier(HeadFile.read(file), null)) {
            assertThat(after.classify(asked).stream().map(TextClassifier.Labelled::label))
                    .containsExactlyElementsOf(before.classify(asked).stream()
                            .map(TextClassifier.Labelled::label)
                            .toList());
        }
    }

    @Test
    void learnsTwoLabelsToo() throws Exception {
        LabelledTexts all = texts(30, 1);
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (!all.labels().get(i).equals("house")) {
                places.add(i);
            }
        }
        LinearHead head =
                new HeadTrainer(null, line -> {}).train("two", all.at(places)).head();

        try (LinearClassifier classifier = new LinearClassifier(head, null)) {
            assertThat(classifier.classify(List.of("停水了水表不走", "孩子转学报名")).stream()
                            .map(TextClassifier.Labelled::label))
                    .containsExactly("water", "school");
        }
    }

    @Test
    void probabilitiesAddUpToOne() throws Exception {
        try (LinearClassifier classifier = new LinearClassifier(head(), null)) {
            float sum = 0;
            for (float p : classifier.classify(List.of("随便说点什么")).get(0).probabilities()) {
                sum += p;
            }
            assertThat(sum).isBetween(0.999f, 1.001f);
        }
    }

    @Test
    void saysWhatIsTooLittle() {
        LabelledTexts one = new LabelledTexts(List.of("一", "二"), List.of("a", "a"));
        LabelledTexts few = new LabelledTexts(List.of("一", "二", "三"), List.of("a", "a", "b"));
        HeadTrainer trainer = new HeadTrainer(null, line -> {});

        assertThatThrownBy(() -> trainer.train("x", one)).hasMessageContaining("at least two labels");
        assertThatThrownBy(() -> trainer.train("x", few)).hasMessageContaining("fewer than");
    }
}
