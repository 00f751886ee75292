package org.wenzheng.digitalhuman.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionTextTest {

    @ParameterizedTest
    @CsvSource({
        "'您好，我想问一下居住证怎么办？',居住证怎么办",
        "嗯那个请问结婚登记,结婚登记",
        "孩子上学。,孩子上学",
        "'孩子上学，怎么办呀？！','孩子上学，怎么办呀'",
        "'喂，您好。','喂，您好'",
    })
    void leavesGreetingsOut(String question, String spoken) {
        assertThat(QuestionText.spoken(question)).isEqualTo(spoken);
    }

    @ParameterizedTest
    @CsvSource({"居住证要带什么材料啊？,居住证", "请问补社保卡多少钱,补社保卡", "怎么办,''"})
    void keepsWhatTellsItemsApart(String question, String content) {
        assertThat(QuestionText.content(question)).isEqualTo(content);
    }

    @ParameterizedTest
    @CsvSource({"9000", "100000"})
    void cutsWhatIsEndless(int length) {
        assertThat(QuestionText.spoken("证".repeat(length)).length()).isLessThanOrEqualTo(200);
    }
}
