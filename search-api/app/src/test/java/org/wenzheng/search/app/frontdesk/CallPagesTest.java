package org.wenzheng.search.app.frontdesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.wenzheng.search.app.LocalSfu;
import org.wenzheng.search.app.TestServer;

/** A citizen and a clerk in two headless Chromium pages, the built pages, the real SFU; checks stand in src/test/browser. */
@Tag("slow")
class CallPagesTest {

    private static final Path PAGES = Path.of("../web/target/classes/static").toAbsolutePath();
    private static final String HOST = "front-desk.test";

    @TempDir
    Path folder;

    @TestFactory
    List<DynamicTest> twoPeopleMeet() throws Exception {
        MeetingDriver.requireChromium();
        try (LocalSfu sfu = LocalSfu.start(folder);
                TestServer server = TestServer.start(settings(sfu))) {
            return MeetingDriver.drive(List.of(), server.address().toString(), password(server));
        }
    }

    @TestFactory
    List<DynamicTest> twoPeopleMeetFromAnotherMachineByHttps() throws Exception {
        MeetingDriver.requireChromium();
        assumeTrue(OtherMachine.possible(), "network namespaces need root and the packages iproute2 and nftables");
        try (OtherMachine other = OtherMachine.start(HOST);
                LocalSfu sfu = LocalSfu.start(folder, other.addressOfThis())) {
            int secure = LocalSfu.freePort();
            int plain = LocalSfu.freePort();
            Map<String, String> settings = settings(sfu);
            settings.putAll(TestCertificate.make(folder, HOST));
            settings.put("wenzheng.listen.addresses", other.addressOfThis());
            settings.put("wenzheng.listen.host", HOST);
            settings.put("wenzheng.listen.port", Integer.toString(secure));
            settings.put("wenzheng.listen.plain-port", Integer.toString(plain));
            try (TestServer server = TestServer.start(settings)) {
                String origin = "https://" + HOST + ":" + secure;
                var answer = HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(
                                                URI.create("http://" + other.addressOfThis() + ":" + plain + "/call"))
                                        .build(),
                                BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(426);
                assertThat(answer.body()).contains("请换用安全地址", "href=\"" + origin + "/call\"");
                return MeetingDriver.drive(other.command(), origin, password(server));
            }
        }
    }

    private static Map<String, String> settings(LocalSfu sfu) {
        assumeTrue(Files.exists(PAGES.resolve("index.html")), "the pages are not built; ./run check builds them");
        Map<String, String> settings = new HashMap<>(sfu.settings());
        settings.put("wenzheng.pages", PAGES.toUri().toString());
        return settings;
    }

    private static String password(TestServer server) throws Exception {
        return Files.readString(server.var().resolve("secrets/admin-password")).strip();
    }
}
