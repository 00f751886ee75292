package org.wenzheng.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.wenzheng.kafka.BrokerProcess;
import org.wenzheng.kafka.TopicReader;
import org.wenzheng.media.records.MediaTopics;
import org.wenzheng.media.records.v1.VideoFrame;
import org.wenzheng.media.records.v1.VideoSource;
import org.wenzheng.mirror.KafkaConnection;
import org.wenzheng.sfu.Sfu;
import org.wenzheng.sfu.SfuSettings;
import org.wenzheng.sfu.room.RoomLimits;
import org.wenzheng.signalling.token.ApiKeys;
import org.wenzheng.signalling.token.CallClaims;

/** The unmodified livekit-client in headless Chromium against the whole SFU; the checks stand in src/test/browser. */
@Tag("slow")
class BrowserTest {
    @TempDir
    Path folder;

    private static final Path FOLDER = Path.of("src/test/browser").toAbsolutePath();
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final int MINUTES = 6;

    @TestFactory
    List<DynamicTest> twoConnections() throws Exception {
        return drive("dual", 19040);
    }

    @TestFactory
    List<DynamicTest> oneConnection() throws Exception {
        return drive("single", 19050);
    }

    private List<DynamicTest> drive(String mode, int brokerPort) throws Exception {
        String chromium = System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium");
        assumeTrue(
                Files.isExecutable(Path.of(chromium)),
                "Chromium is not installed; install the package chromium or set CHROMIUM to its path");
        prepare();
        InetAddress loopback = InetAddress.getLoopbackAddress();
        List<DynamicTest> checks = new ArrayList<>();
        try (BrokerProcess broker = new BrokerProcess(folder, brokerPort).start();
                Sfu sfu = Sfu.open(
                        new SfuSettings(
                                loopback,
                                0,
                                List.of(loopback),
                                0,
                                List.of(),
                                ApiKeys.parse("k:" + SECRET),
                                CallClaims.NONE,
                                new KafkaConnection(broker.bootstrap(), Map.of())),
                        RoomLimits.DEFAULT);
                Recognition recognition = new Recognition(broker.bootstrap())) {
            Process driver = new ProcessBuilder("node", "drive.mjs", mode, "ws://127.0.0.1:" + sfu.port(), "k", SECRET)
                    .directory(FOLDER.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            recognition.start("room-%s-%d".formatted(mode, driver.pid()), List.of("alice", "bob"));
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
                List<byte[]> pictures = TopicReader.read(broker.bootstrap(), MediaTopics.VIDEO, 50);
                checks.add(DynamicTest.dynamicTest(
                        "the screen of who agreed is mirrored, and no camera", () -> requireScreen(pictures)));
            } finally {
                driver.destroy();
            }
        }
        assertThat(checks).as("checks that the driver made").hasSizeGreaterThanOrEqualTo(10);
        return checks;
    }

    private static void requireScreen(List<byte[]> pictures) throws IOException {
        List<VideoFrame> frames = new ArrayList<>();
        for (byte[] picture : pictures) {
            frames.add(VideoFrame.parseFrom(picture));
        }
        assertThat(frames).hasSizeGreaterThan(30).allSatisfy(frame -> {
            assertThat(frame.getParticipant()).isEqualTo("bob");
            assertThat(frame.getSource()).isEqualTo(VideoSource.SCREEN);
            assertThat(frame.getConsents().getAnalyse()).isTrue();
        });
        List<VideoFrame> keys = frames.stream().filter(VideoFrame::getKeyframe).toList();
        assertThat(keys).hasSizeGreaterThanOrEqualTo(3);
        assertThat(keys.get(keys.size() - 1))
                .matches(key -> key.getWidth() == 1280 && key.getHeight() == 720, "as large as it was shared");
        assertThat(frames.stream().map(VideoFrame::getSequence)).isSorted();
        assertThat(frames.stream().map(VideoFrame::getCapturedAtUs)).isSorted();
    }

    private static void prepare() throws IOException, InterruptedException {
        if (Files.isDirectory(FOLDER.resolve("node_modules/livekit-client"))) {
            return;
        }
        Process npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund")
                .directory(FOLDER.toFile())
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(npm.waitFor()).as("npm ci in " + FOLDER).isZero();
    }
}
