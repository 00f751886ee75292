package org.wenzheng.digitalhuman.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActTest {

    @ParameterizedTest
    @CsvSource({
        "转人工,HANDOVER",
        "给我专人工,HANDOVER",
        "战人共,HANDOVER",
        "展任公,HANDOVER",
        "我要找真人,HANDOVER",
        "你别说了我就要跟工作人员讲,HANDOVER",
        "不要机器人,HANDOVER",
        "再说一遍,REPEAT",
        "我没听清,REPEAT",
        "说慢一点,SLOWER",
        "你说得太快了,SLOWER",
        "大声一点,LOUDER",
        "你是机器人吗,IDENTITY",
        "谢谢你,THANKS",
        "没有别的事了再见,BYE",
        "喂你好,HELLO",
        "嗯好的,NOTHING",
        "你个傻逼,ABUSE"
    })
    void hears(String said, Act act) {
        assertThat(Act.of(said)).contains(act);
    }

    @ParameterizedTest
    @ValueSource(strings = {"居住证办理太慢了我等了一个月还没有拿到手", "身份证丢了怎么补", "那要多少钱"})
    void leavesQuestionsAlone(String said) {
        assertThat(Act.of(said)).isEmpty();
    }
}
