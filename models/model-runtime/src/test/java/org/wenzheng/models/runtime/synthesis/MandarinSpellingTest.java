package org.wenzheng.models.runtime.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MandarinSpellingTest {
    private static final PinyinReader READER = PinyinReader.standard();
    private static final MandarinSpelling SPELLING = new MandarinSpelling(READER);

    @ParameterizedTest
    @CsvSource({
        "取得许可,qu3 de2 xu2 ke3",
        "银行行长,yin2 hang2 hang2 zhang3",
        "朝阳区,chao2 yang2 qu1",
        "计量单位,ji4 liang4 dan1 wei4",
        "得等几天,dei2 deng2 ji3 tian1",
        "说得对,shuo1 de5 dui4",
        "后面写着,hou4 mian4 xie3 zhe5",
        "您别着急,nin2 bie2 zhao2 ji2",
        "房子,fang2 zi5",
        "重新办,chong2 xin1 ban4"
    })
    void readsPolyphonesByTheirWord(String text, String pinyin) {
        assertThat(read(text)).isEqualTo(pinyin);
    }

    @ParameterizedTest
    @CsvSource({
        "不要,bu2 yao4",
        "不行,bu4 xing2",
        "行不行,xing2 bu5 xing2",
        "一次,yi2 ci4",
        "一天,yi4 tian1",
        "一个,yi2 ge4",
        "第一次,di4 yi1 ci4",
        "十一个,shi2 yi1 ge4",
        "一楼,yi1 lou2",
        "问一问,wen4 yi5 wen4",
        "你好,ni2 hao3",
        "我也有,wo2 ye2 you3"
    })
    void changesTonesAsInSpeech(String text, String pinyin) {
        assertThat(read(text)).isEqualTo(pinyin);
    }

    @ParameterizedTest
    @CsvSource({
        "zhuang,4,ꭧwa↘ŋ",
        "jiu,3,ʨjou↓",
        "xu,3,ɕy↓",
        "shi,4,ʂɨ↘",
        "yuan,2,ɥɛ↗n",
        "wen,4,wə↘n",
        "er,4,ɚ↘",
        "lv,4,ly↘",
        "hui,4,xwei↘",
        "de,5,tɤ"
    })
    void spellsSyllables(String pinyin, int tone, String phonemes) {
        assertThat(MandarinPhonemes.of(pinyin, tone)).hasValue(phonemes);
    }

    @Test
    void namesLettersAndKeepsPunctuation() {
        assertThat(SPELLING.utterances("请到A座。", 400)).containsExactly("ʨʰi↓ŋ tau↘ ˈA ʦwo↘.");
    }

    @Test
    void cutsALongTextAtPunctuationAndWithoutAnyAtWords() {
        List<String> parts = SPELLING.utterances("您好，请问您要办理什么业务？".repeat(9) + "办理业务".repeat(40), 120);
        assertThat(parts).hasSizeGreaterThan(5).allSatisfy(part -> assertThat(part.length())
                .isBetween(1, 120));
        assertThat(parts.get(0)).endsWith(",");
    }

    @Test
    void hasNothingToSayForAnEmptyText() {
        assertThat(SPELLING.utterances("……！", 400)).isEmpty();
        assertThat(SPELLING.utterances("", 400)).isEmpty();
    }

    private static String read(String text) {
        return ToneSandhi.apply(READER.read(text)).stream()
                .map(syllable -> syllable.pinyin() + syllable.tone())
                .collect(Collectors.joining(" "));
    }
}
