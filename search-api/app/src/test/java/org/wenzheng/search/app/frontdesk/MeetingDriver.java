package org.wenzheng.search.app.frontdesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DynamicTest;

/** Runs {@code live.mjs} against a server; each of its checks becomes a test. */
final class MeetingDriver {

    private static final Path SCRIPTS = Path.of("src/test/browser").toAbsolutePath();
    private static final int MINUTES = 6;

    private MeetingDriver() {}

    static void requireChromium() {
        String chromium = System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium");
        assumeTrue(
                Files.isExecutable(Path.of(chromium)),
                "Chromium is not installed; install the package chromium or set CHROMIUM to its path");
    }

    static List<DynamicTest> drive(List<String> before, String address, String password)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of("node", "live.mjs", address, "admin", password));
        Process driver = new ProcessBuilder(command)
                .directory(SCRIPTS.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<DynamicTest> checks = new ArrayList<>();
        try (BufferedReader lines = driver.inputReader(StandardCharsets.UTF_8)) {
            ObjectMapper json = new ObjectMapper();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode result = json.readTree(line);
                checks.add(DynamicTest.dynamicTest(
                        "%s (%d ms) %s"
                                .formatted(
                                        result.path("check").asText(),
                                        result.path("milliseconds").asLong(),
                                        result.path("ok").asBoolean()
                                                ? result.path("detail").asText()
                                                : ""),
                        () -> assertThat(result.path("ok").asBoolean())
                                .as(result.path("detail").asText())
                                .isTrue()));
            }
            assertThat(driver.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
        } finally {
            driver.destroy();
        }
        assertThat(checks).as("checks that the driver made").hasSizeGreaterThanOrEqualTo(10);
        return checks;
    }
}
