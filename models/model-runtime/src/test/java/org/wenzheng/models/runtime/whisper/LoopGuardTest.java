package org.wenzheng.models.runtime.whisper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoopGuardTest {

    @ParameterizedTest
    @CsvSource({
        "1 2 3, 0",
        "1 7 7 7 7, 0",
        "1 7 7 7 7 7, 4",
        "9 1 2 1 2 1 2, 0",
        "9 1 2 1 2 1 2 1 2, 6",
        "1 2 3 4 5 1 2 3 4 5, 0",
        "1 2 3 4 5 6 1 2 3 4 5 6, 6",
        "1 2 3 4 5 6 1 2 3 4 5 6 7, 0",
    })
    void leavesOneCopyOfWhatRepeatsAtTheTail(String tokens, int surplus) {
        List<Integer> written =
                Arrays.stream(tokens.split(" ")).map(Integer::valueOf).toList();

        assertThat(LoopGuard.surplus(written)).isEqualTo(surplus);
    }
}
