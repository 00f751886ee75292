package org.wenzheng.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BrokerSettingsTest {

    @Test
    void listensOnLoopbackOnly() {
        BrokerSettings settings = BrokerSettings.fromEnvironment(Map.of("WENZHENG_VAR", "/data"));
        assertThat(settings.data()).hasToString("/data/kafka");
        assertThat(settings.toKafka().getProperty("listeners"))
                .isEqualTo("PLAINTEXT://127.0.0.1:9092,CONTROLLER://127.0.0.1:9093");
    }

    @Test
    void putsTheControllerNextToAPortOfOnesOwn() {
        assertThat(BrokerSettings.fromEnvironment(Map.of("KAFKA_PORT", "19000")).controllerPort())
                .isEqualTo(19001);
    }

    @Test
    void namesTheSettingThatCannotBeUsed() {
        assertThatThrownBy(() -> BrokerSettings.fromEnvironment(Map.of("KAFKA_PORT", "many")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("KAFKA_PORT");
        assertThatThrownBy(() -> BrokerSettings.fromEnvironment(Map.of("KAFKA_PORT", "70000")))
                .hasMessageContaining("KAFKA_PORT");
        assertThatThrownBy(() -> BrokerSettings.fromEnvironment(Map.of("KAFKA_MINIMUM_FREE_MB", "-1")))
                .hasMessageContaining("KAFKA_MINIMUM_FREE_MB");
    }

    @Test
    void tellsOnceThatTheDiskRunsFull() {
        List<Long> told = new ArrayList<>();
        long[] free = {400};
        try (DiskWatch watch = new DiskWatch(() -> free[0], 256, told::add)) {
            watch.look();
            assertThat(told).isEmpty();
            free[0] = 200;
            watch.look();
            free[0] = 100;
            watch.look();
        }
        assertThat(told).containsExactly(200L);
    }
}
