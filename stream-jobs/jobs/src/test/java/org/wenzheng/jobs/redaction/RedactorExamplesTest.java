package org.wenzheng.jobs.redaction;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every line of examples.tsv: its details are masked under their kind, and nothing else is. */
class RedactorExamplesTest {

    private final Redactor redactor = new Redactor();

    @TestFactory
    Stream<DynamicTest> examples() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String line : lines()) {
            String[] columns = line.split("\t");
            tests.add(DynamicTest.dynamicTest(columns[0], () -> check(columns[0], columns[1])));
        }
        return tests.stream();
    }

    private void check(String text, String spans) throws IOException {
        List<Finding> findings = redactor.find(text);
        List<String> kinds = new ArrayList<>();
        StringBuilder readable = new StringBuilder(text);
        findings.forEach(f -> readable.replace(f.start(), f.end(), "〔".repeat(f.end() - f.start())));
        int from = 0;
        for (JsonNode span : new ObjectMapper().readTree(spans)) {
            String value = span.get("text").asText();
            int start = text.indexOf(value, from);
            from = start + value.length();
            kinds.add(span.get("kind").asText());
            assertThat(readable.substring(start, from).chars().filter(Character::isLetterOrDigit))
                    .as("left readable of " + value)
                    .isEmpty();
            assertThat(findings).as(value).anySatisfy(f -> assertThat(f.kind().id())
                    .isEqualTo(kinds.get(kinds.size() - 1)));
        }
        assertThat(findings).allSatisfy(f -> assertThat(kinds).contains(f.kind().id()));
    }

    private static List<String> lines() throws IOException {
        try (InputStream in =
                requireNonNull(RedactorExamplesTest.class.getResourceAsStream("examples.tsv"), "examples.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .toList();
        }
    }
}
