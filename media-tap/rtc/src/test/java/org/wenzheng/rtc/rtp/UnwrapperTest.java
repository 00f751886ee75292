package org.wenzheng.rtc.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnwrapperTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void followsThreeCyclesWithReordering(long seed) {
        Random random = new Random(seed);
        SequenceUnwrapper unwrapper = new SequenceUnwrapper();
        long first = 65_536 + 60_000;
        assertThat(unwrapper.unwrap((int) first & 0xFFFF)).isEqualTo(first);
        for (long position = first; position < first + 200_000; position += 1 + random.nextInt(300)) {
            long sequence = Math.max(first - 1_000, position - random.nextInt(2_000));
            assertThat(unwrapper.unwrap((int) sequence & 0xFFFF)).isEqualTo(sequence);
            assertThat(unwrapper.unwrap((int) position & 0xFFFF)).isEqualTo(position);
            assertThat(unwrapper.peek((int) sequence & 0xFFFF)).isEqualTo(sequence);
            assertThat(unwrapper.highest()).isEqualTo(position);
        }
    }

    @Test
    void keepsWhatComesFromBeforeTheFirstPositive() {
        SequenceUnwrapper unwrapper = new SequenceUnwrapper();
        unwrapper.unwrap(0);
        assertThat(unwrapper.unwrap(65_535)).isEqualTo(65_535);
        assertThat(unwrapper.highest()).isEqualTo(65_536);
    }

    @Test
    void extendsTimestampsOverTheWrap() {
        TimestampUnwrapper unwrapper = new TimestampUnwrapper();
        long first = unwrapper.unwrap(-960);
        assertThat(unwrapper.unwrap(0)).isEqualTo(first + 960);
        assertThat(unwrapper.unwrap(-960)).isEqualTo(first);
        assertThat(unwrapper.unwrap(Integer.MAX_VALUE)).isEqualTo(first + 960 + Integer.MAX_VALUE);
        assertThat(unwrapper.unwrap(Integer.MIN_VALUE)).isEqualTo(first + 961L + Integer.MAX_VALUE);
    }

    @Test
    void ordersAroundTheWrap() {
        assertThat(Sequences.newer(0, 65_535)).isTrue();
        assertThat(Sequences.newer(65_535, 0)).isFalse();
        assertThat(Sequences.newer(5, 5)).isFalse();
        assertThat(Sequences.newer32(Integer.MIN_VALUE, Integer.MAX_VALUE)).isTrue();
    }
}
