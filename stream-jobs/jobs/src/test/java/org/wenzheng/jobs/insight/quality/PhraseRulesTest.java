package org.wenzheng.jobs.insight.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhraseRulesTest {

    private static PhraseRules shipped() throws Exception {
        try (var in = Objects.requireNonNull(PhraseRules.class.getResourceAsStream("phrases.yaml"))) {
            return PhraseRules.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "您好，澄湖区政务服务中心。,greeting 您好",
        "这事，不归我管！你别找我。,forbidden 不归我管|forbidden 别找我",
        "不好意思，让您久等了。,courtesy 不好意思|courtesy 让您久等",
        "材料我都看过了。,",
        "我保证，明天给您回电话。,promise 我保证|promise 给您回电"
    })
    void findsTheShippedPhrasesWhateverStandsBetweenTheirCharacters(String said, String expected) throws Exception {
        String found = shipped().find(said).stream()
                .map(each -> each.kind().id() + " " + each.phrase())
                .reduce((a, b) -> a + "|" + b)
                .orElse("");
        assertThat(found).isEqualTo(Objects.requireNonNullElse(expected, ""));
    }

    @Test
    void tellsWhereAPhraseStands() throws Exception {
        assertThat(shipped().find("呃，我不 归，我管这个。")).singleElement().satisfies(found -> {
            assertThat(found.start()).isEqualTo(3);
            assertThat(found.end()).isEqualTo(9);
        });
    }

    @Test
    void takesTheLongestOfOnesThatOverlap() throws Exception {
        PhraseRules rules = PhraseRules.read(
                """
                - kind: promise
                  phrases: [一定, 一定给您办]
                  matches: [一定给您办]
                """);
        assertThat(rules.find("我一定给您办好，一定。"))
                .extracting(PhraseRules.Found::phrase)
                .containsExactly("一定给您办", "一定");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "- {kind: rude, phrases: [走开], matches: [走开]}|rule 1: kind is greeting, courtesy, forbidden or promise",
                "- {kind: forbidden, matches: [走开]}|rule 1 has no phrases",
                "- {kind: forbidden, phrases: [走], matches: [走]}|rule 1: the phrase \"走\" needs 2 to 30 characters",
                "- {kind: forbidden, phrases: [走开]}|rule 1 needs at least one sentence under matches",
                "- {kind: forbidden, phrases: [走开], matches: [快走]}|rule 1: no phrase of it is found in its example",
                "- {kind: forbidden, phrases: [走开], matches: [走开], spares: [请走开一点]}|rule 1 is found in",
                "- {kind: forbidden, phrase: [走开]}|line 1: Unrecognized field \"phrase\"",
                "kind: forbidden|line 1:",
            })
    void refusesAFileThatDoesNotDoWhatItsExamplesSay(String yaml, String message) {
        assertThatThrownBy(() -> PhraseRules.read(yaml))
                .isInstanceOf(PhraseRuleException.class)
                .hasMessageStartingWith(message);
    }
}
