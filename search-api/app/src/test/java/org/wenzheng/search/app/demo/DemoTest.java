package org.wenzheng.search.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wenzheng.search.app.TestBrowser;
import org.wenzheng.search.app.TestServer;
import org.wenzheng.search.app.calls.FakeCallIndex;

class DemoTest {

    private final TestServer server = TestServer.shared();
    private final TestBrowser cli = server.program(TestServer.CLI_TOKEN);

    @Test
    void everyPageAsksHowFarTheDemoIsAndNoneKeepsAConnectionToTheDatabase() {
        server.calls().put(FakeCallIndex.call("DEMO1", "ended"), List.of());
        assertThat(cli.send("PUT", "/api/v1/demo", "{\"total\":10000}").statusCode())
                .isEqualTo(200);
        // More often than there are connections.
        for (int i = 0; i < 20; i++) {
            assertThat(cli.get("/api/v1/demo").body()).matches("\\{\"done\":[1-9]\\d*,\"total\":10000}");
        }
        assertThat(cli.send("PUT", "/api/v1/demo", "{\"total\":0}").body()).isEqualTo("{\"done\":0,\"total\":0}");
        assertThat(cli.send("PUT", "/api/v1/demo", "{\"total\":-1}").statusCode())
                .isEqualTo(400);
    }
}
