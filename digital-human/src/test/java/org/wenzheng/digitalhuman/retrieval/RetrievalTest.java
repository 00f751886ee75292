package org.wenzheng.digitalhuman.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wenzheng.models.runtime.embedding.BgeEmbedder;
import org.wenzheng.search.contract.knowledge.KnowledgeBase;
import org.wenzheng.search.contract.knowledge.ServiceItem;

/** The real embedder over the items that ship. */
@Tag("slow")
class RetrievalTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 27);

    private static BgeEmbedder embedder;
    private static KnowledgeBase base;
    private static ItemIndex index;
    private static Retrieval retrieval;

    @BeforeAll
    static void load() throws Exception {
        embedder = BgeEmbedder.load();
        base = KnowledgeBase.read(Path.of("knowledge"));
        index = new ItemIndex(base, embedder);
        retrieval = new Retrieval(index);
    }

    @AfterAll
    static void close() throws Exception {
        index.close();
        embedder.close();
    }

    @Test
    void findsWhatIsAsked() throws Exception {
        assertThat(found("我身份证丢了，上哪儿补")).isEqualTo("JZ-05");
        assertThat(found("领结婚证要带什么")).isEqualTo("MZ-01");
    }

    @Test
    void findsWhatWasMisheardByItsSound() throws Exception {
        assertThat(found("怎么申请十页宝险金")).isEqualTo("SB-04");
        assertThat(found("供给金租房提取")).isEqualTo("GJJ-01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"今天天气怎么样", "给我讲个笑话吧", "驾驶证扣了十二分怎么办", "", "嗯", "，。？", "hello", "啊啊啊啊啊啊啊啊"})
    void knowsNothingOfTherest(String question) throws Exception {
        assertThat(retrieval.find(question, DAY, Set.of())).isInstanceOf(Finding.Unknown.class);
    }

    @Test
    void asksWhichWhereTwoAreLikely() throws Exception {
        assertThat(retrieval.find("社保关系转入要跑几趟", DAY, Set.of()))
                .isInstanceOfSatisfying(Finding.Ambiguous.class, ambiguous -> assertThat(ambiguous.items())
                        .extracting(ServiceItem::code)
                        .contains("SB-02", "YB-06"));
    }

    @Test
    void neverFindsWhatIsNotInForce() throws Exception {
        String question = "居家适老化改造补贴怎么申请";
        assertThat(retrieval.find(question, LocalDate.of(2026, 6, 30), Set.of()))
                .isInstanceOf(Finding.Found.class);
        assertThat(retrieval.find(question, LocalDate.of(2026, 7, 1), Set.of())).isInstanceOf(Finding.NotInForce.class);
    }

    @Test
    void looksAwayFromWhatTheCitizenDidNotMean() throws Exception {
        assertThat(found("养老保险转移")).isEqualTo("SB-02");
        Finding finding = retrieval.find("养老保险转移", DAY, Set.of("SB-02"));
        String other = finding instanceof Finding.Found found ? found.item().code() : "nothing";
        assertThat(other).isNotEqualTo("SB-02");
    }

    /** The floor under the reported figures, on questions that no weight was made from. */
    @Test
    void keepsItsQualityOnQuestionsWrittenApart() throws Exception {
        List<Questions.Question> questions = Questions.read(Path.of("evaluation/questions.tsv"), base);
        int known = 0;
        int right = 0;
        int wrong = 0;
        int foreign = 0;
        int refused = 0;
        for (Questions.Question question : questions) {
            Finding finding = retrieval.find(question.text(), DAY, Set.of());
            if (question.item().equals(Questions.NONE)) {
                foreign++;
                refused += finding instanceof Finding.Unknown || finding instanceof Finding.NotInForce ? 1 : 0;
            } else {
                known++;
                if (finding instanceof Finding.Found found) {
                    boolean same = found.item().code().equals(question.item());
                    right += same ? 1 : 0;
                    wrong += same ? 0 : 1;
                }
            }
        }
        assertThat((double) right / known).as("right").isGreaterThanOrEqualTo(0.85);
        assertThat((double) wrong / known).as("wrong with confidence").isLessThanOrEqualTo(0.02);
        assertThat((double) refused / foreign).as("refused").isGreaterThanOrEqualTo(0.90);
    }

    @Test
    void saysWhatIsWrongInAFileOfQuestions(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("q.tsv");
        Files.writeString(file, "text\titem\n");
        assertThatThrownBy(() -> Questions.read(file, base)).hasMessageContaining(":1: the head line needs");
        Files.writeString(file, "question\titem\n居住证\tXX-99\n");
        assertThatThrownBy(() -> Questions.read(file, base)).hasMessageContaining(":2: no item has the code XX-99");
        Files.writeString(file, "question\titem\n居住证\n");
        assertThatThrownBy(() -> Questions.read(file, base)).hasMessageContaining(":2: a question and an item");
        Files.writeString(file, "question\titem\n");
        assertThatThrownBy(() -> Questions.read(file, base)).hasMessageContaining("no question");
    }

    private static String found(String question) throws Exception {
        return retrieval.find(question, DAY, Set.of()) instanceof Finding.Found found
                ? found.item().code()
                : "nothing";
    }
}
