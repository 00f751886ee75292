package org.wenzheng.digitalhuman.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HomophonesTest {

    private final Homophones homophones = new Homophones(List.of("居住证申领", "住房公积金贷款", "医保报销", "失业保险金申领", "社保转移"));

    @ParameterizedTest
    @CsvSource({"居住症怎么办,居住证怎么办", "工基金能贷款吗,公积金能贷款吗", "一宝怎么爆销,医保怎么报销", "社宝转移,社保转移"})
    void putsWordsOfTheBaseWhereTheySound(String heard, String meant) {
        assertThat(homophones.repaired(heard)).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({"领事业的钱", "今天天气怎么样", "居住证怎么办"})
    void leavesWordsAlone(String question) {
        assertThat(homophones.repaired(question)).isEqualTo(question);
    }
}
