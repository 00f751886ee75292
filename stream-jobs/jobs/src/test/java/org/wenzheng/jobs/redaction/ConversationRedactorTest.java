package org.wenzheng.jobs.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConversationRedactorTest {

    private final ConversationRedactor redactor = new ConversationRedactor();
    private int clock;

    @Test
    void aNumberCutByAPauseIsMaskedOnBothSides() {
        assertThat(texts(said("c", "我的电话是1380001"), said("c", "3579，谢谢。"))).containsExactly("我的电话是〔手机号〕", "〔手机号〕，谢谢。");
    }

    @Test
    void alsoOverThreeSegmentsThatEndByAMark() {
        assertThat(texts(said("c", "身份证号是990000。"), said("c", "19850314。"), said("c", "2074。")))
                .containsExactly("身份证号是〔身份证号〕。", "〔身份证号〕。", "〔身份证号〕。");
    }

    @Test
    void spokenDigitsToo() {
        assertThat(texts(said("c", "您记一下，一三八零零"), said("c", "零一三五七九"))).containsExactly("您记一下，〔手机号〕", "〔手机号〕");
    }

    @Test
    void theCueMayStandInTheSegmentBefore() {
        assertThat(texts(said("c", "我的手机号是。"), said("c", "1380001357"))) // a digit was lost
                .containsExactly("我的手机号是。", "〔手机号〕");
    }

    @Test
    void whatTheOtherSpeakerAskedForIsKnown() {
        assertThat(texts(said("s", "请问您的姓名和身份证号码是多少？"), said("c", "段怀溪，99000019850314207。")))
                .containsExactly("请问您的姓名和身份证号码是多少？", "〔姓名〕，〔身份证号〕。");
        assertThat(texts(said("s", "您的出生日期是哪天？"), said("c", "1985年3月14日。"))).containsExactly("您的出生日期是哪天？", "〔出生日期〕。");
        assertThat(texts(said("s", "材料是哪天交的？"), said("c", "2026年3月14日。"))).containsExactly("材料是哪天交的？", "2026年3月14日。");
    }

    @Test
    void digitsAtTheOpenEndAreMaskedUntilItIsKnownWhatTheyAre() {
        assertThat(texts(open("c", "你记一下138"))).containsExactly("你记一下〔号码〕");
        assertThat(texts(open("c", "我排到了235"))).containsExactly("我排到了〔号码〕");
        assertThat(texts(said("c", "我排到了235"), said("c", "前面还有人"))).containsExactly("我排到了235", "前面还有人");
        assertThat(texts(open("c", "我的手机号是1"))).containsExactly("我的手机号是〔手机号〕");
        assertThat(texts(open("c", "我打过12345。"))).containsExactly("我打过12345。");
    }

    @Test
    void everyPrefixOfASpokenNumberIsMasked() {
        for (String number : List.of("990000198503142074", "一三八零零零一三五七九", "9999991234567890")) {
            for (int length = 3; length <= number.length(); length++) {
                assertThat(texts(open("c", "麻烦您记一下，" + number.substring(0, length)))
                                .get(0))
                        .matches("麻烦您记一下，〔[^0-9一二三四五六七八九零]+〕");
            }
        }
    }

    @Test
    void aLongSilenceEndsANumber() {
        Utterance first = said("c", "一共来了1380001");
        clock += ConversationRedactor.JOIN_MS + 1;
        assertThat(texts(first, said("c", "3579"))).containsExactly("一共来了1380001", "3579");
    }

    @Test
    void tracksDoNotMix() {
        assertThat(texts(said("c", "到第1380001"), said("s", "3579号"))).containsExactly("到第1380001", "3579号");
    }

    @Test
    void theOrderOfArrivalMakesNoDifference() {
        List<Utterance> call = new ArrayList<>(List.of(
                said("s", "请报一下手机号。"),
                said("c", "一三八零"),
                said("c", "零零一三"),
                said("c", "五七九。"),
                said("s", "再报一下住址。"),
                said("c", "柳荫路18号，3栋502室。")));
        Map<String, RedactedText> expected = redactor.redact(call);
        Collections.shuffle(call, new Random(11));
        assertThat(redactor.redact(call)).isEqualTo(expected);
    }

    private List<String> texts(Utterance... utterances) {
        Map<String, RedactedText> redacted = redactor.redact(List.of(utterances));
        return List.of(utterances).stream()
                .map(u -> {
                    RedactedText text = redacted.get(u.id());
                    assertThat(text).isNotNull();
                    return text == null ? "" : text.text();
                })
                .toList();
    }

    private Utterance said(String track, String text) {
        clock += 2000;
        return new Utterance(track + clock, track, clock, clock, clock + 1500, text, List.of(), false);
    }

    private Utterance open(String track, String text) {
        return said(track, text).withOpen(true);
    }
}
