package org.wenzheng.models.runtime.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.wenzheng.models.runtime.ModelException;

@Tag("slow")
class BgeEmbedderTest {
    private static final List<String> SENTENCES = List.of(
            "居住证到期了怎么续签", "我的居住证过期了，要去哪里办延期？", "小区的自来水发黄，有股铁锈味", "水龙头放出来的水是黄的", "新生儿上户口需要带什么材料", "工地半夜还在施工，吵得睡不着");

    private static BgeEmbedder embedder;

    @BeforeAll
    static void load() throws ModelException {
        embedder = BgeEmbedder.load();
    }

    @AfterAll
    static void close() {
        embedder.close();
    }

    @Test
    void vectorsAreUnitLongAndCarryTheModelsName() throws ModelException {
        assertThat(embedder.model()).isEqualTo("bge-small-zh-v1.5/fp32");
        assertThat(embedder.embed(List.of())).isEmpty();
        List<String> odd = List.of("", " ", "水", "😀", "A座 B12", "水".repeat(3000));
        for (float[] vector : embedder.embed(odd)) {
            assertThat(vector).hasSize(embedder.dimensions());
            assertThat(cosine(vector, vector)).isCloseTo(1, within(1e-5));
        }
    }

    @Test
    void sentencesOfOneMeaningAreNearerThanOthers() throws ModelException {
        List<float[]> vectors = embedder.embed(SENTENCES);
        double permit = cosine(vectors.get(0), vectors.get(1));
        double water = cosine(vectors.get(2), vectors.get(3));
        for (int i = 0; i < SENTENCES.size(); i++) {
            if (i > 1) {
                assertThat(cosine(vectors.get(0), vectors.get(i))).isLessThan(permit - 0.1);
            }
            if (i != 2 && i != 3) {
                assertThat(cosine(vectors.get(2), vectors.get(i))).isLessThan(water - 0.1);
            }
        }
    }

    @Test
    void aTextsVectorDoesNotDependOnItsBatch() throws ModelException {
        Random random = new Random(5);
        List<String> texts = new ArrayList<>(SENTENCES);
        for (int i = 0; i < 24; i++) {
            StringBuilder text = new StringBuilder();
            int parts = 1 + random.nextInt(i % 8 == 0 ? 20 : 4);
            for (int p = 0; p < parts; p++) {
                text.append(SENTENCES.get(random.nextInt(SENTENCES.size()))).append('，');
            }
            texts.add(text.toString());
        }
        Collections.shuffle(texts, random);
        List<float[]> together = embedder.embed(texts);
        for (int i = 0; i < texts.size(); i++) {
            float[] alone = embedder.embed(List.of(texts.get(i))).get(0);
            assertThat(cosine(alone, together.get(i))).isGreaterThanOrEqualTo(0.9999);
        }
    }

    private static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
