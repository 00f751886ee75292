package org.wenzheng.search.app.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RankFusionTest {

    @Test
    void whatBothFindComesFirst() {
        assertThat(RankFusion.fuse(List.of(List.of("a", "b", "c"), List.of("d", "c"))))
                .containsExactly("c", "a", "d", "b");
    }

    @Test
    void ofEqualScoresTheEarlierRankingWins() {
        assertThat(RankFusion.fuse(List.of(List.of("a"), List.of("b")))).containsExactly("a", "b");
        assertThat(RankFusion.fuse(List.of(List.of(), List.of("b", "a")))).containsExactly("b", "a");
        assertThat(RankFusion.fuse(List.of())).isEmpty();
    }
}
