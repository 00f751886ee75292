package org.wenzheng.search.app.frontdesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wenzheng.search.app.LocalSfu;
import org.wenzheng.search.app.TestBrowser;
import org.wenzheng.search.app.TestServer;
import org.wenzheng.signalling.token.AccessToken;
import org.wenzheng.signalling.token.ApiKeys;
import org.wenzheng.signalling.token.CallClaims;
import org.wenzheng.signalling.token.CallRole;
import org.wenzheng.signalling.token.TokenVerifier;

/** Without an SFU: what is decided here alone. */
class FrontDeskTest {

    private static final String CALLS = "/api/v1/front-desk/calls";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static TestServer server;

    @BeforeAll
    static void start() {
        // Nobody listens on the discard port.
        server = TestServer.start(Map.of(
                "wenzheng.sfu.url", "http://127.0.0.1:9",
                "wenzheng.sfu.keys", LocalSfu.KEYS,
                "wenzheng.front-desk.office", "澄湖区政务服务中心",
                "wenzheng.front-desk.calls-per-address", "8"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aCallBeginsUnderTheConsentsThatWereGiven() throws Exception {
        JsonNode call = begin("{\"consents\":{\"answer\":true,\"record\":false,\"analyse\":true}}");
        assertThat(call.path("call").asText()).matches("[0-9A-HJKMNP-TV-Z]{26}");
        AccessToken token = new TokenVerifier(ApiKeys.parse(LocalSfu.KEYS), Clock.systemUTC())
                .verify(call.path("token").asText());
        assertThat(token.video().roomName()).isEqualTo(call.path("call").asText());
        assertThat(token.video().roomAdmin()).isFalse();
        CallClaims claims = CallClaims.of(token.attributes());
        assertThat(claims.role()).isEqualTo(CallRole.CITIZEN);
        assertThat(claims.answer()).isTrue();
        assertThat(claims.record()).isFalse();
        assertThat(claims.analyse()).isTrue();
        assertThat(claims.callStartedAtMs()).isPositive();
        assertThat(token.attributes()).containsEntry("wenzheng.call.office", "澄湖区政务服务中心");
        assertThat(server.database()
                        .sql("select detail from audit where action = 'call_begun' and call_id = ?")
                        .param(call.path("call").asText())
                        .query(String.class)
                        .single())
                .isEqualTo("answer=true record=false analyse=true");
    }

    @Test
    void consentsThatAreNotMentionedAreNotGiven() throws Exception {
        JsonNode call = begin("{\"consents\":{}}");
        assertThat(call.path("consents").toString()).isEqualTo("{\"answer\":false,\"record\":false,\"analyse\":false}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"consents\":7}", "{\"consents\":null}", "{", ""})
    void whatSaysNoConsentsIsRefused(String body) {
        var answer = server.browser().send("POST", CALLS, body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("urn:wenzheng:problem:bad-request");
    }

    @Test
    void onlyTheCitizenOfACallChangesAndEndsIt() throws Exception {
        JsonNode one = begin("{\"consents\":{\"answer\":true}}");
        JsonNode other = begin("{\"consents\":{\"answer\":true}}");
        String path = CALLS + "/" + one.path("call").asText();
        for (String token : new String[] {"", "wrong", other.path("token").asText(), TestServer.CLI_TOKEN}) {
            TestBrowser stranger = server.browser().with("Authorization", "Bearer " + token);
            assertThat(stranger.send("PUT", path + "/consents", "{}").statusCode())
                    .isEqualTo(403);
            assertThat(stranger.get(path + "/consents").statusCode()).isEqualTo(403);
            assertThat(stranger.send("DELETE", path, "{}").statusCode()).isEqualTo(403);
        }
        assertThat(server.browser().send("PUT", path + "/consents", "{}").statusCode())
                .isEqualTo(403);
    }

    @Test
    void aReloadedPageLearnsWhetherItsCallStillRuns() throws Exception {
        JsonNode call = begin("{\"consents\":{\"answer\":true}}");
        String path = CALLS + "/" + call.path("call").asText();
        TestBrowser citizen = server.browser()
                .with("Authorization", "Bearer " + call.path("token").asText());
        assertThat(citizen.get(path + "/consents").body())
                .isEqualTo("{\"answer\":true,\"record\":false,\"analyse\":false}");
        citizen.send("DELETE", path, "{}");
        var over = citizen.get(path + "/consents");
        assertThat(over.statusCode()).isEqualTo(409);
        assertThat(over.body()).contains("urn:wenzheng:problem:call-over");
    }

    @Test
    void aWithdrawalIsKeptEvenWhileTheSfuIsAway() throws Exception {
        JsonNode call = begin("{\"consents\":{\"answer\":true,\"record\":true,\"analyse\":true}}");
        var answer = server.browser()
                .with("Authorization", "Bearer " + call.path("token").asText())
                .send("PUT", CALLS + "/" + call.path("call").asText() + "/consents", "{\"answer\":true}");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(server.context()
                        .getBean(FrontDesk.class)
                        .find(call.path("call").asText())
                        .orElseThrow()
                        .consents())
                .isEqualTo(new Consents(true, false, false));
    }

    @Test
    void staffMustBeSignedInAndTheCallMustBeOne() {
        assertThat(server.browser()
                        .write("POST", "/api/v1/calls/01ARZ3NDEKTSV4RRFFQ69G5FAV/join", "{}")
                        .statusCode())
                .isIn(401, 403);
    }

    @Test
    void oneAddressBeginsOnlySoManyCalls() {
        try (TestServer strict = TestServer.start(
                Map.of("wenzheng.sfu.keys", LocalSfu.KEYS, "wenzheng.front-desk.calls-per-address", "2"))) {
            String body = "{\"consents\":{}}";
            assertThat(strict.browser().send("POST", CALLS, body).statusCode()).isEqualTo(201);
            assertThat(strict.browser().send("POST", CALLS, body).statusCode()).isEqualTo(201);
            var refused = strict.browser().send("POST", CALLS, body);
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(strict.program(TestServer.CLI_TOKEN)
                            .send("POST", CALLS, body)
                            .statusCode())
                    .as("the command line's campaigns")
                    .isEqualTo(201);
            assertThat(strict.browser()
                            .with("Authorization", "Bearer invented")
                            .send("POST", CALLS, body)
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void withoutKeysThereAreNoCalls() {
        try (TestServer keyless = TestServer.start(Map.of("wenzheng.sfu.keys", ""))) {
            var answer = keyless.browser().send("POST", CALLS, "{\"consents\":{}}");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("urn:wenzheng:problem:calls-unavailable");
        }
    }

    private static JsonNode begin(String body) throws Exception {
        var answer = server.browser().send("POST", CALLS, body);
        assertThat(answer.statusCode()).isEqualTo(201);
        return JSON.readTree(answer.body());
    }
}
