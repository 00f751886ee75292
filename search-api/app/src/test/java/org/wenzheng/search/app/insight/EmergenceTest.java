package org.wenzheng.search.app.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On vectors that are made: matters are directions, what is said of one lies about it. */
class EmergenceTest {

    private static final int DIMENSIONS = 64;
    private static final double SPREAD = 0.08;

    private final Random random = new Random(3);
    private int calls;

    private float[] direction() {
        float[] vector = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return unit(vector);
    }

    private static float[] unit(float[] vector) {
        double length = Math.sqrt(Emergence.cosine(vector, vector));
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= (float) length;
        }
        return vector;
    }

    private Utterance about(float[] matter, String call) {
        float[] vector = matter.clone();
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] += (float) (SPREAD * random.nextGaussian());
        }
        return new Utterance(
                call, call + ":" + random.nextLong(), "2026-11-25T00:00:00Z", 0, "话", "neutral", unit(vector));
    }

    private String call() {
        return "call" + calls++;
    }

    /** In how many calls of the time before the like of a cluster was said. */
    private static int like(Emergence.Cluster cluster, List<Utterance> before) {
        Set<String> like = new HashSet<>();
        before.stream()
                .filter(said -> Emergence.cosine(cluster.centre(), said.vector()) >= Emergence.SAME)
                .forEach(said -> like.add(said.call()));
        return like.size();
    }

    private static List<Emergence.Emerged> find(List<Utterance> now, List<Utterance> before) {
        return Emergence.find(
                now,
                (int) now.stream().map(Utterance::call).distinct().count(),
                (int) before.stream().map(Utterance::call).distinct().count(),
                cluster -> like(cluster, before));
    }

    /** Calls of everyday matters, of which some are far commoner than others. */
    private List<Utterance> everyday(List<float[]> matters, int calls) {
        List<Utterance> said = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            int matter = (int) (matters.size() * Math.pow(random.nextDouble(), 2));
            said.add(about(matters.get(matter), call()));
        }
        return said;
    }

    private List<float[]> matters(int count) {
        List<float[]> matters = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            matters.add(direction());
        }
        return matters;
    }

    @Test
    void findsANewIncidentAmongEverydayMatters() {
        List<float[]> matters = matters(60);
        float[] incident = direction();
        List<Utterance> before = everyday(matters, 1_900);
        List<Utterance> now = everyday(matters, 150);
        for (int i = 0; i < 12; i++) {
            now.add(about(incident, call()));
        }
        List<Emergence.Emerged> emerged = find(now, before);
        assertThat(emerged).isNotEmpty();
        assertThat(Emergence.cosine(emerged.get(0).cluster().centre(), incident))
                .isGreaterThan(0.9);
        assertThat(emerged.get(0).before()).isZero();
    }

    @Test
    void isQuietInQuietWindows() {
        List<float[]> matters = matters(60);
        List<Utterance> before = everyday(matters, 1_900);
        int alarms = 0;
        for (int window = 0; window < 10; window++) {
            alarms += find(everyday(matters, 150), before).size();
        }
        assertThat(alarms).isLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8})
    void moreTrafficIsNoMatter(int times) {
        List<float[]> matters = matters(30);
        assertThat(find(everyday(matters, 100 * times), everyday(matters, 900))).isEmpty();
    }

    @Test
    void whoSaysAThingTenTimesIsOneCall() {
        float[] matter = direction();
        List<float[]> matters = matters(30);
        List<Utterance> now = everyday(matters, 40);
        String call = call();
        for (int i = 0; i < 10; i++) {
            now.add(about(matter, call));
        }
        assertThat(find(now, everyday(matters, 520))).isEmpty();
    }

    @Test
    void sidesOfOneIncidentAreOneMatter() {
        List<float[]> matters = matters(40);
        float[] color = direction();
        float[] smell = direction();
        List<Utterance> now = everyday(matters, 60);
        for (int i = 0; i < 9; i++) {
            String call = call();
            now.add(about(color, call));
            now.add(about(smell, call));
        }
        assertThat(find(now, everyday(matters, 800))).hasSize(1);
    }

    @Test
    void withoutATimeBeforeNothingIsTold() {
        float[] matter = direction();
        assertThat(Emergence.find(List.of(about(matter, "a"), about(matter, "b"), about(matter, "c")), 3, 0, any -> 0))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 2, 1", "1, 0.5, 0.393469", "3, 1, 0.080301", "7, 0.77, 1.63e-5", "12, 0.1, 2e-21"})
    void theTailOfPoissonIsExact(int count, double expected, double chance) {
        assertThat(Emergence.atLeast(count, expected)).isCloseTo(chance, within(chance * 0.06));
    }

    @Test
    void everyUtteranceIsInAtMostOneCluster() {
        List<Utterance> said = everyday(matters(20), 300);
        List<Emergence.Cluster> clusters = Emergence.clusters(said);
        assertThat(clusters.stream()
                        .mapToInt(cluster -> cluster.members().size())
                        .sum())
                .isLessThanOrEqualTo(300)
                .isGreaterThan(285);
        assertThat(clusters).allSatisfy(cluster -> assertThat(Emergence.cosine(cluster.centre(), cluster.centre()))
                .isCloseTo(1, within(1e-3)));
    }
}
