package org.wenzheng.search.app.frontdesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.wenzheng.search.app.LocalSfu;
import org.wenzheng.search.app.TestServer;

/** A citizen and a clerk in two headless Chromium pages, the built pages, the real SFU; checks stand in src/test/browser. */
@Tag("slow")
class CallPagesTest {

    private static final Path SCRIPTS = Path.of("src/test/browser").toAbsolutePath();
    private static final Path PAGES = Path.of("../web/target/classes/static").toAbsolutePath();
    private static final int MINUTES = 6;

    @TempDir
    Path folder;

    @TestFactory
    List<DynamicTest> twoPeopleMeet() throws Exception {
        String chromium = System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium");
        assumeTrue(
                Files.isExecutable(Path.of(chromium)),
                "Chromium is not installed; install the package chromium or set CHROMIUM to its path");
        assumeTrue(Files.exists(PAGES.resolve("index.html")), "the pages are not built; ./run check builds them");
        List<DynamicTest> checks = new ArrayList<>();
        try (LocalSfu sfu = LocalSfu.start(folder)) {
            Map<String, String> settings = new HashMap<>(sfu.settings());
            settings.put("wenzheng.pages", PAGES.toUri().toString());
            try (TestServer server = TestServer.start(settings)) {
                String password = Files.readString(server.var().resolve("secrets/admin-password"))
                        .strip();
                Process driver = new ProcessBuilder(
                                "node", "live.mjs", server.address().toString(), "admin", password)
                        .directory(SCRIPTS.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
                try (BufferedReader lines = driver.inputReader(StandardCharsets.UTF_8)) {
                    ObjectMapper json = new ObjectMapper();
                    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                        JsonNode result = json.readTree(line);
                        checks.add(DynamicTest.dynamicTest(
                                result.path("check").asText() + " ("
                                        + result.path("milliseconds").asLong() + " ms)",
                                () -> assertThat(result.path("ok").asBoolean())
                                        .as(result.path("detail").asText())
                                        .isTrue()));
                    }
                    assertThat(driver.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
                } finally {
                    driver.destroy();
                }
            }
        }
        assertThat(checks).as("checks that the driver made").hasSizeGreaterThanOrEqualTo(10);
        return checks;
    }
}
