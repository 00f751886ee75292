package org.wenzheng.digitalhuman.answer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AspectTest {

    @ParameterizedTest
    @CsvSource({
        "那要多少钱,FEE",
        "居住证要带什么材料,MATERIALS",
        "多久能拿到,TIME",
        "在哪儿办啊,WHERE",
        "电话是多少,PHONE",
        "投诉电话打多少,COMPLAINT",
        "周末上班吗,HOURS",
        "要跑几趟,VISITS",
        "依据哪条规定,LAW",
        "有什么条件,CONDITIONS",
        "怎么办居住证,STEPS"
    })
    void hearsWhatIsWanted(String question, Aspect aspect) {
        assertThat(Aspect.of(question)).contains(aspect);
    }

    @ParameterizedTest
    @CsvSource({"居住证", "我想落户"})
    void hearsNothingWhereOnlyTheMatterIsNamed(String question) {
        assertThat(Aspect.of(question)).isEmpty();
    }
}
