package org.wenzheng.models.runtime.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wenzheng.models.runtime.speech.Transcript.TimedWord;

class MandarinTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "我要辦居住證|我要办居住证。",
                "居住证怎么办|居住证怎么办？",
                "请问在哪里交费|请问在哪里交费？",
                "这样可以吗。|这样可以吗？",
                "好的,谢谢.|好的，谢谢。",
                "他们的数量足够吗?|他们的数量足够吗？",
                "韩国三星计划最早于2015年 最晚2016年|韩国三星计划最早于2015年最晚2016年。",
                "记者陈子之前 180 岁。|记者陈子之前180岁。",
                "随便搜一手 苍浪之歌。|随便搜一手，苍浪之歌。",
                "电话 133 0780 7252|电话13307807252。",
                "号码是1,2,3,4,5|号码是12345。",
                "一共1.5倍|一共1.5倍。",
                "还没有...|还没有……",
                "二零二六年十一月二十二日请打一二三四五热线|2026年11月22日请打12345热线。",
                ",好的|好的。",
            })
    void writesAsReadersExpect(String heard, String written) {
        SpokenText result = MandarinText.written(SpokenTextTest.characters(heard), true);

        assertThat(result.text()).isEqualTo(written);
        assertThat(result.words()).allSatisfy(word -> assertThat(written.substring(word.startChar(), word.endChar()))
                .isEqualTo(word.text()));
    }

    @Test
    void leavesAnOpenTextOpen() {
        assertThat(MandarinText.written(SpokenTextTest.characters("我想问一下"), false)
                        .text())
                .isEqualTo("我想问一下");
    }

    @Test
    void putsACommaWhereTheSpeakerPaused() {
        SpokenText spoken = new SpokenText(
                "我想问一下居住证",
                List.of(
                        new TimedWord("我想问一下", 0, 1, 1, 0, 5),
                        new TimedWord("居住", 1.5f, 2, 1, 5, 7),
                        new TimedWord("证", 2, 2.3f, 1, 7, 8)));

        assertThat(MandarinText.written(spoken, true).text()).isEqualTo("我想问一下，居住证。");
    }
}
