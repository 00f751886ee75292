package org.wenzheng.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DiskWatchTest {

    @Test
    void tellsEachChangeOnce() {
        AtomicLong free = new AtomicLong(1000);
        List<String> told = new ArrayList<>();
        DiskWatch.News news = new DiskWatch.News() {
            @Override
            public void tooLittle(long freeMb) {
                told.add("little " + freeMb);
            }

            @Override
            public void roomAgain(long freeMb) {
                told.add("room " + freeMb);
            }
        };
        try (DiskWatch watch = new DiskWatch(free::get, new DiskSpace(100), news)) {
            for (long now : new long[] {1000, 100, 99, 50, 120, 150, 151, 400, 20}) {
                free.set(now);
                watch.look();
            }
        }
        assertThat(told).containsExactly("little 99", "room 151", "little 20");
    }

    @Test
    void readsItsSetting() {
        assertThat(DiskSpace.fromEnvironment(Map.of()).refuseBelowMb()).isEqualTo(500);
        assertThat(DiskSpace.fromEnvironment(Map.of("ELASTICSEARCH_MINIMUM_FREE_MB", "64"))
                        .acceptAboveMb())
                .isEqualTo(96);
        for (String wrong : List.of("much", "7", "-1")) {
            assertThatThrownBy(() -> DiskSpace.fromEnvironment(Map.of("ELASTICSEARCH_MINIMUM_FREE_MB", wrong)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("ELASTICSEARCH_MINIMUM_FREE_MB");
        }
    }
}
