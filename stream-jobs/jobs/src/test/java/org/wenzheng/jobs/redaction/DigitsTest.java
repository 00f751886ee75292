package org.wenzheng.jobs.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wenzheng.jobs.redaction.Digits.Run;

class DigitsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "一三八零〇 | 13800",
                "幺两三 | 123",
                "１３８零零1 | 138001",
                "三个八五个零 | 88800000",
                "一三八，嗯，零零 | 13800",
                "138 - 0001 | 1380001",
                "打138一共 | 138",
                "么三八 | 138",
                "为什么三八 | 38",
                "一腰二 | 112",
                "99010219920X | 99010219920",
                "99010219920301001X | 99010219920301001X",
                "99010219920301001，叉 | 99010219920301001X",
            })
    void readsSpokenDigits(String text, String digits) {
        Run run = Digits.runs(text).get(0);
        assertThat(run.digits(0, run.groups().size() - 1)).isEqualTo(digits);
    }

    @ParameterizedTest
    @CsvSource({"2026年11月25日", "三千五百块", "15个工作日", "第三栋", "86.5平米", "一共"})
    void leavesQuantitiesOut(String text) {
        assertThat(Digits.runs(text))
                .allSatisfy(run ->
                        assertThat(run.digits(0, run.groups().size() - 1)).hasSizeLessThan(3));
    }
}
