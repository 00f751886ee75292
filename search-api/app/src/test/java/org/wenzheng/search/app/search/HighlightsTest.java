package org.wenzheng.search.app.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HighlightsTest {

    @Test
    void marksOfSeveralFieldsAreUnited() {
        String words = mark("我的[居住]证到期，[居住]登记");
        String pairs = mark("我的[居住证]到期，居住登记");
        assertThat(Highlights.offsets(List.of(words, pairs))).containsExactly(new int[] {2, 5}, new int[] {8, 10});
    }

    @Test
    void offsetsCountUtf16Units() {
        assertThat(Highlights.offsets(List.of(mark("𠮷[证]")))).containsExactly(new int[] {2, 3});
    }

    @Test
    void nothingMarkedIsNothingFound() {
        assertThat(Highlights.offsets(List.of("居住证"))).isEmpty();
        assertThat(Highlights.offsets(List.of())).isEmpty();
    }

    private static String mark(String text) {
        return text.replace("[", Highlights.BEGIN).replace("]", Highlights.END);
    }
}
