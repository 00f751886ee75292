package org.wenzheng.rtc.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayerAllocatorTest {

    private static final long[][] CAMERA = {
        {90_000, 120_000, 150_000}, {300_000, 400_000, 500_000}, {900_000, 1_200_000, 1_700_000}
    };
    private static final long[][] SCREEN = {{200_000}, {1_500_000}};

    private final LayerAllocator<String> allocator = new LayerAllocator<>();

    @Test
    void givesEverythingItsBestWhenThereIsRoom() {
        Map<String, Layer> layers =
                allocator.allocate(10_000_000, 100_000, List.of(camera("a"), camera("b"), screen()));
        assertThat(layers).containsEntry("a", new Layer(2, 2, 1_700_000));
        assertThat(layers).containsEntry("b", new Layer(2, 2, 1_700_000));
        assertThat(layers).containsEntry("screen", new Layer(1, 0, 1_500_000));
        assertThat(allocator.wanted()).isEqualTo(100_000 + 2 * 1_700_000 + 1_500_000);
    }

    @Test
    void letsVideoFallFirstAndAudioNever() {
        Map<String, Layer> layers = allocator.allocate(120_000, 150_000, List.of(camera("a"), screen()));
        assertThat(layers.values()).allMatch(Layer::paused);
        layers = allocator.allocate(300_000, 60_000, List.of(camera("a"), screen()));
        assertThat(layers).containsEntry("screen", new Layer(0, 0, 200_000));
        assertThat(layers).containsEntry("a", Layer.PAUSED);
    }

    @Test
    void showsAllBeforeAnyBetter() {
        Map<String, Layer> layers =
                allocator.allocate(700_000, 60_000, List.of(camera("a"), camera("b"), screen(), camera("c")));
        assertThat(layers.values()).noneMatch(Layer::paused);
        assertThat(layers).containsEntry("screen", new Layer(0, 0, 200_000));
    }

    @Test
    void needsRoomToRiseAndNoneToStay() {
        List<VideoDemand<String>> demands = List.of(camera("a"));
        assertThat(allocator.allocate(580_000, 0, demands)).containsEntry("a", new Layer(1, 2, 500_000));
        assertThat(allocator.allocate(505_000, 0, demands)).containsEntry("a", new Layer(1, 2, 500_000));
        assertThat(allocator.allocate(495_000, 0, demands)).containsEntry("a", new Layer(1, 1, 400_000));
        assertThat(allocator.allocate(505_000, 0, demands)).containsEntry("a", new Layer(1, 1, 400_000));
        assertThat(allocator.allocate(580_000, 0, demands)).containsEntry("a", new Layer(1, 2, 500_000));
    }

    @Test
    void passesOverLayersThatAreNotSent() {
        long[][] rates = {{0, 0, 0}, {300_000, 400_000, 500_000}, {0, 0, 0}};
        VideoDemand<String> demand = new VideoDemand<>("a", 0, rates, 2, 2);
        assertThat(allocator.allocate(2_000_000, 0, List.of(demand))).containsEntry("a", new Layer(1, 2, 500_000));
        assertThat(allocator.allocate(200_000, 0, List.of(demand))).containsEntry("a", Layer.PAUSED);
    }

    @Test
    void givesNoMoreThanIsAskedFor() {
        VideoDemand<String> small = new VideoDemand<>("a", 0, CAMERA, 0, 1);
        assertThat(allocator.allocate(9_000_000, 0, List.of(small))).containsEntry("a", new Layer(0, 1, 120_000));
        assertThat(allocator.wanted()).isEqualTo(120_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void neverGivesMoreThanThereIs(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            List<VideoDemand<String>> demands = new ArrayList<>();
            for (int track = random.nextInt(6); track >= 0; track--) {
                demands.add(new VideoDemand<>(
                        "t" + track, random.nextInt(3), CAMERA, random.nextInt(3), random.nextInt(3)));
            }
            long estimate = random.nextInt(6_000_000);
            long audio = 40_000L * demands.size();
            Map<String, Layer> layers = allocator.allocate(estimate, audio, demands);
            assertThat(layers).hasSize(demands.size());
            assertThat(layers.values().stream().mapToLong(Layer::bitsPerSecond).sum())
                    .isLessThanOrEqualTo(Math.max(0, estimate - audio));
        }
    }

    @Test
    void measuresRates() {
        RateMeter meter = new RateMeter();
        assertThat(meter.bitsPerSecond(0)).isZero();
        for (long now = 0; now < 5_000_000_000L; now += 10_000_000L) {
            meter.add(1_250, now);
        }
        assertThat(meter.bitsPerSecond(4_999_000_000L)).isEqualTo(1_000_000);
        assertThat(meter.bitsPerSecond(5_450_000_000L)).isBetween(400_000L, 600_000L);
        assertThat(meter.bitsPerSecond(9_000_000_000L)).isZero();
    }

    private static VideoDemand<String> camera(String track) {
        return new VideoDemand<>(track, 0, CAMERA, 2, 2);
    }

    private static VideoDemand<String> screen() {
        return new VideoDemand<>("screen", 1, SCREEN, 1, 0);
    }
}
