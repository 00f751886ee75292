package org.wenzheng.digitalhuman.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DangerTest {

    @ParameterizedTest
    @CsvSource({
        "我不想活了,12356",
        "活着没什么意思还不如死了算了,12356",
        "我想死,12356",
        "再不给我办我就跳楼,12356",
        "我准备喝农药,12356",
        "真的活不下去了,12356",
        "我妈晕倒了怎么办,120",
        "我老伴喘不上气了,120",
        "我胸口疼得厉害,120",
        "他昏迷叫不醒,120",
        "孩子噎住了,120",
        "我老婆要生了羊水破了,120",
        "他流了好多血,120",
        "我爸好像中风了,120",
        "一家人煤气中毒了,120",
        "我心脏病犯了,120",
        "楼下着火了,119",
        "家里煤气泄漏了,119",
        "闻到天然气漏了,119",
        "对面楼冒烟了,119",
        "厨房起火了,119",
        "我们困在电梯里了,119",
        "有人要打我,110",
        "我老公家暴我,110",
        "有人持刀进来了,110",
        "有人跟踪我,110",
        "有人砸我家门,110",
        "我孩子不见了,110",
        "刚才被骗转了五万,110",
        "外面有人打人,110",
        "老人走丢了怎么办,110"
    })
    void givesTheNumberAtOnce(String said, String number) {
        assertThat(Danger.in(said)).map(Danger::number).contains(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "居住证怎么办",
                "家里着火以后没钱过日子能申请救助吗",
                "去年中风了现在想办残疾证",
                "煤气开户要带什么",
                "心脏病住院报销多少",
                "孩子上学怎么报名",
                "家暴告诫书怎么申请",
                "电梯加装要多少户同意"
            })
    void leavesOtherMattersAlone(String said) {
        assertThat(Danger.in(said)).isEmpty();
    }
}
