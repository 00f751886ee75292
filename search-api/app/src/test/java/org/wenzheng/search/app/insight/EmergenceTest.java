package org.wenzheng.search.app.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On vectors that are made: matters are directions, what is said of one lies about it. */
class EmergenceTest {

    private static final int DIMENSIONS = 512;
    private static final double SPREAD = 0.03;

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
        double length = Math.sqrt(SpokenCall.dot(vector, vector));
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
                call,
                call + ":" + random.nextLong(),
                "2026-11-25T00:00:00Z",
                0,
                "话",
                "neutral",
                List.of(),
                unit(vector));
    }

    private String call() {
        return "call" + calls++;
    }

    private static List<Emergence.Emerged> find(List<Utterance> now, List<Utterance> before) {
        float[] common = SpokenCall.common(now, before, DIMENSIONS);
        return Emergence.find(SpokenCall.of(now, common), SpokenCall.of(before, common));
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
        assertThat(SpokenCall.dot(emerged.get(0).cluster().mean(), incident)).isGreaterThan(0.5);
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
    void courtesiesOfEveryCallAreNoMatter() {
        List<float[]> matters = matters(40);
        float[] thanks = direction();
        List<Utterance> now = everyday(matters, 60);
        List<Utterance> before = everyday(matters, 800);
        for (List<Utterance> said : List.of(now, before)) {
            List.copyOf(said).forEach(each -> said.add(about(thanks, each.call())));
        }
        assertThat(find(now, before)).isEmpty();
    }

    @Test
    void withoutATimeBeforeNothingIsTold() {
        assertThat(find(everyday(matters(1), 9), List.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 2, 1", "1, 0.5, 0.393469", "3, 1, 0.080301", "7, 0.77, 1.63e-5", "12, 0.1, 2e-21"})
    void theTailOfPoissonIsExact(int count, double expected, double chance) {
        assertThat(Emergence.atLeast(count, expected)).isCloseTo(chance, within(chance * 0.06));
    }

    /** Joined by hand, from all pairs anew at each step. */
    @Test
    void linksLikeTheDefinitionSays() {
        List<Utterance> said = everyday(matters(6), 40);
        List<SpokenCall> calls = SpokenCall.of(said, SpokenCall.common(said, List.of(), DIMENSIONS));
        List<List<SpokenCall>> expected = new ArrayList<>();
        calls.forEach(call -> expected.add(new ArrayList<>(List.of(call))));
        while (true) {
            int[] pair = {-1, -1};
            double best = Emergence.SAME;
            for (int a = 0; a < expected.size(); a++) {
                for (int b = 0; b < a; b++) {
                    double linkage = 0;
                    for (SpokenCall x : expected.get(a)) {
                        for (SpokenCall y : expected.get(b)) {
                            linkage += SpokenCall.dot(x.vector(), y.vector());
                        }
                    }
                    linkage /= expected.get(a).size() * expected.get(b).size();
                    if (linkage >= best) {
                        best = linkage;
                        pair = new int[] {a, b};
                    }
                }
            }
            if (pair[0] < 0) {
                break;
            }
            expected.get(pair[1]).addAll(expected.remove(pair[0]));
        }
        assertThat(names(Emergence.clusters(calls).stream()
                        .map(Emergence.Cluster::calls)
                        .toList()))
                .containsExactlyInAnyOrderElementsOf(names(expected));
    }

    private static List<List<String>> names(List<List<SpokenCall>> clusters) {
        return clusters.stream()
                .map(each -> each.stream().map(SpokenCall::call).sorted().toList())
                .toList();
    }

    @Test
    void everyCallIsInAtMostOneCluster() {
        List<Utterance> said = everyday(matters(20), 300);
        List<SpokenCall> calls = SpokenCall.of(said, SpokenCall.common(said, List.of(), DIMENSIONS));
        List<String> clustered = Emergence.clusters(calls).stream()
                .flatMap(cluster -> cluster.calls().stream())
                .map(SpokenCall::call)
                .toList();
        assertThat(clustered).doesNotHaveDuplicates().hasSizeGreaterThan(285);
    }
}
