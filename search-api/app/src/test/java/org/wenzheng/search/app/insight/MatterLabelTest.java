package org.wenzheng.search.app.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MatterLabelTest {

    @Test
    void joinsTheTellingWordsAsTheyStandBesideEachOther() {
        List<String> texts = List.of("我们小区自来水发黄，怎么回事？", "家里自来水都发黄了，不敢喝。", "自来水发黄好几天了。", "水龙头放出来的水发黄。");
        assertThat(MatterLabel.of(texts, List.of("水", "发黄", "自来水"))).isEqualTo("自来水发黄");
    }

    @Test
    void isTheWordsWhereNoneStandsBesideAnother() {
        assertThat(MatterLabel.of(List.of("电梯。停了好久，一直没有人来修，老人下不了楼"), List.of("电梯", "老人")))
                .isEqualTo("电梯、老人");
    }

    @Test
    void singleCharactersCountWhereTheyTellMostAndFunctionWordsNever() {
        assertThat(MatterLabel.of(List.of("水是黄的，黄了好几天"), List.of("黄", "水", "里", "这样", "颜色")))
                .isEqualTo("黄、水、颜色");
        assertThat(MatterLabel.of(List.of("是的"), List.of("是", "的", "电梯"))).isEqualTo("电梯");
    }

    @Test
    void isTheMostCentralTextWhereNoWordTells() {
        assertThat(MatterLabel.of(List.of("一二三四五六七八九十一二三四五六七"), List.of("的"))).isEqualTo("一二三四五六七八九十一二三四五六…");
        assertThat(MatterLabel.of(List.of(), List.of())).isEmpty();
    }
}
