package org.wenzheng.models.runtime.homophone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wenzheng.models.runtime.speech.TextRepair.Choice;
import org.wenzheng.models.runtime.speech.TextRepair.Hypothesis;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HomophoneRepairTest {

    private final GeneralModel general = AnsjBigrams.load(); // whatever else this machine has
    private final HomophoneRepair everyday = new HomophoneRepair(new WordModel(general, List.of()));

    @SuppressWarnings("NullAway.Init") // set before all
    private HomophoneRepair office;

    @BeforeAll
    void build(@TempDir Path folder) throws IOException {
        Path item = folder.resolve("item.yaml");
        Files.writeString(item, "name: 居住证申领\naliases: [公租房租金补贴]\nanswer: 居住证怎么办，请带身份证和社保卡。\n");
        office = new HomophoneRepair(new WordModel(general, DomainText.read(List.of(item))));
    }

    private static String alone(HomophoneRepair repair, String heard) {
        return repair.repair(List.of(new Hypothesis(heard, -5))).text();
    }

    @ParameterizedTest
    @CsvSource({
        "我想问一下居住征怎么办,我想问一下居住证怎么办",
        "公组房租金补贴,公租房租金补贴",
        "请带深份证和社保卡,请带身份证和社保卡", // sh for s is confused, too
    })
    void writesTheOfficesWordsWhereTheySoundTheSame(String heard, String meant) {
        assertThat(alone(office, heard)).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({"物业人园把垃圾箱撤走了,物业人员把垃圾箱撤走了", "要求国际奥委会庭用,要求国际奥委会停用"})
    void knowsEverydayWordsWithoutAnOffice(String heard, String meant) {
        assertThat(alone(everyday, heard)).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"今天天气很好。", "我想办居住证，带了身份证。", "你好", "", "，。", "OK", "㐂㐂", "𠮷野家", "3号"})
    void leavesWhatIsRightOrUnknown(String text) {
        assertThat(alone(office, text)).isEqualTo(text);
        assertThat(alone(everyday, text)).isEqualTo(text);
    }

    @Test
    void changesNoNumberThatWasReadOut() {
        Random random = new Random(11);
        String digits = "零〇一二三四五六七八九幺";
        for (int i = 0; i < 200; i++) {
            StringBuilder number = new StringBuilder();
            int length = 3 + random.nextInt(16);
            for (int k = 0; k < length; k++) {
                number.append(digits.charAt(random.nextInt(digits.length())));
            }
            String heard = "我的号码是" + number + "，居住征怎么办";
            assertThat(alone(office, heard)).startsWith("我的号码是" + number).endsWith("居住证怎么办");
        }
    }

    @Test
    void keepsLengthAndEverythingThatIsNotHanWhateverIsHeard() {
        Random random = new Random(7);
        String others = "，。3aB 〔〕𠮷";
        for (int i = 0; i < 300; i++) {
            StringBuilder heard = new StringBuilder();
            int length = random.nextInt(30);
            for (int k = 0; k < length; k++) {
                if (random.nextInt(5) == 0) {
                    heard.append(others.charAt(random.nextInt(others.length())));
                } else {
                    heard.append((char) ('\u4e00' + random.nextInt(0x5200)));
                }
            }
            String text = alone(office, heard.toString());
            assertThat(text).hasSameSizeAs(heard.toString());
            for (int k = 0; k < text.length(); k++) {
                if (!Lexicon.isHan(heard.charAt(k))) {
                    assertThat(text.charAt(k)).isEqualTo(heard.charAt(k));
                }
            }
        }
    }

    @Test
    void takesAnotherHypothesisWhereItsWordsAreLikelierAndItsSoundAlmost() {
        Choice choice = office.repair(
                List.of(new Hypothesis("居住争申令", -4.0), new Hypothesis("居住证申领", -4.5), new Hypothesis("据说郑先生", -9)));
        assertThat(choice).isEqualTo(new Choice(1, "居住证申领"));
    }

    @Test
    void doesNotTakeOneThatEndsEarly() {
        Choice choice = office.repair(List.of(new Hypothesis("我想问一下怎么办居住证", -9), new Hypothesis("我", -0.1)));
        assertThat(choice.index()).isZero();
        assertThat(office.repair(List.of(new Hypothesis("嗯", -3), new Hypothesis("。", -0.1)))
                        .index())
                .isZero();
    }
}
