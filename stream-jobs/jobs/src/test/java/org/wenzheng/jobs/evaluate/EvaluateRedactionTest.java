package org.wenzheng.jobs.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateRedactionTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    Path folder;

    @Test
    void countsWhatIsMaskedUnderItsKind() throws IOException {
        Path data = file(
                "我的手机号是13800013579。\t[{\"kind\":\"mobile\",\"text\":\"13800013579\"}]",
                "口令是甲乙丙丁。\t[{\"kind\":\"id_card\",\"text\":\"甲乙丙丁\"}]",
                "打15000000000。\t[]");
        JsonNode json = run("--data", data.toString(), "--json");
        assertThat(json.get("task").asText()).isEqualTo("redaction");
        assertThat(json.get("items").asInt()).isEqualTo(3);
        assertThat(json.at("/score/recall").asDouble()).isEqualTo(0.5);
        assertThat(json.at("/score/recall_numbers").asDouble()).isEqualTo(0.5);
        assertThat(json.at("/score/precision").asDouble()).isEqualTo(0.5);
        assertThat(json.at("/by/mobile/recall").asDouble()).isEqualTo(1.0);
        assertThat(json.at("/by/mobile/precision").asDouble()).isEqualTo(0.5);
    }

    @Test
    void writesWhatItFound() throws IOException {
        Path predictions = folder.resolve("predictions.tsv");
        run("--data", file("打15000000000。\t[]").toString(), "--predictions", predictions.toString(), "--json");
        assertThat(Files.readAllLines(predictions))
                .containsExactly("text\tspans", "打15000000000。\t[{\"kind\":\"mobile\",\"text\":\"15000000000\"}]");
    }

    @Test
    void namesTheLineThatCannotBeRead() throws IOException {
        Path data = file("好的。\t[]", "好的。\t[{\"kind\":\"name\",\"text\":\"某\"}]");
        assertThatThrownBy(() -> run("--data", data.toString())).hasMessageContaining("line 3");
        assertThatThrownBy(() -> run("--other")).hasMessageContaining("usage");
    }

    private Path file(String... lines) throws IOException {
        Path data = folder.resolve("data.tsv");
        Files.write(data, List.of("text\tspans", String.join("\n", lines)), StandardCharsets.UTF_8);
        return data;
    }

    private static JsonNode run(String... arguments) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        EvaluateRedaction.run(arguments, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
        return new ObjectMapper().readTree(lines.get(lines.size() - 1));
    }
}
