package org.wenzheng.rtc.pli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyFrameRequestsTest {

    private static final long MS = 1_000_000;

    private final KeyFrameRequests requests = new KeyFrameRequests(500 * MS);

    @Test
    void asksAtOnceAndThenOnceAnInterval() {
        assertThat(requests.poll(0)).isFalse();
        assertThat(requests.want(1 * MS)).isTrue();
        assertThat(requests.want(2 * MS)).isFalse();
        assertThat(requests.poll(500 * MS)).isFalse();
        assertThat(requests.poll(501 * MS)).isTrue();
        assertThat(requests.poll(502 * MS)).isFalse();
    }

    @Test
    void stopsWithAKeyFrameButStillThrottlesTheNext() {
        assertThat(requests.want(0)).isTrue();
        requests.onKeyFrame();
        assertThat(requests.poll(900 * MS)).isFalse();
        assertThat(requests.want(901 * MS)).isTrue();
        requests.onKeyFrame();
        assertThat(requests.want(950 * MS)).isFalse();
        assertThat(requests.poll(1_401 * MS)).isTrue();
    }

    @Test
    void sixtySubscribersCostThePublisherTwoASecond() {
        Random random = new Random(4);
        for (long now = 0; now < 10_000 * MS; now += MS) {
            if (random.nextInt(10) == 0) {
                requests.want(now);
            }
            requests.poll(now);
        }
        assertThat(requests.requests()).isBetween(18L, 20L);
        assertThat(requests.wanted()).isTrue();
    }
}
