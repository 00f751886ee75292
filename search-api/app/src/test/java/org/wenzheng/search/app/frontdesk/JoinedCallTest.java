package org.wenzheng.search.app.frontdesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.wenzheng.search.app.LocalSfu;
import org.wenzheng.search.app.TestBrowser;
import org.wenzheng.search.app.TestServer;
import org.wenzheng.search.app.sfu.RoomService;

/** Calls in the real SFU, joined through this server's own address. */
@Tag("slow")
class JoinedCallTest {

    private static final String CALLS = "/api/v1/front-desk/calls";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private static LocalSfu sfu;
    private static TestServer server;
    private static RoomService rooms;

    @BeforeAll
    static void start() throws Exception {
        sfu = LocalSfu.start(folder);
        server = TestServer.start(sfu.settings());
        rooms = server.context().getBean(RoomService.class);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        if (sfu != null) {
            sfu.close();
        }
    }

    @Test
    void aWithdrawalReachesEverybodyInTheCallAndThoseWhoJoinLaterWithOlderTokens() throws Exception {
        JsonNode call = begin("{\"answer\":true,\"record\":true,\"analyse\":true}");
        String id = call.path("call").asText();
        Client citizen = join(call);
        await().until(() -> !citizen.messages.isEmpty());
        assertThat(consents(id)).containsExactly("answer record analyse");

        FrontDesk.Admission clerk = server.context().getBean(FrontDesk.class).join(id, "clerk");
        assertThat(citizen(call)
                        .send("PUT", CALLS + "/" + id + "/consents", "{\"answer\":true}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(consents(id)).containsExactly("answer");

        Client staff = join(clerk.token());
        await().until(() -> !staff.messages.isEmpty());
        assertThat(consents(id)).containsExactly("answer", "answer");
    }

    @Test
    void staffLooksAtADocumentOfTheCitizenWhoAgreedAndNobodyElses() throws Exception {
        JsonNode call = begin("{\"analyse\":true}");
        String id = call.path("call").asText();
        FrontDesk desk = server.context().getBean(FrontDesk.class);
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> desk.document(id, "clerk", true)))
                .hasMessageContaining("409");
        Client citizen = join(call);
        await().until(() -> !citizen.messages.isEmpty());
        Client staff = join(desk.join(id, "clerk").token());
        await().until(() -> !staff.messages.isEmpty());

        desk.document(id, "clerk", true);
        assertThat(documents(id)).containsExactlyInAnyOrder("citizen true", "staff ");
        desk.document(id, "clerk", false);
        assertThat(documents(id)).containsExactlyInAnyOrder("citizen ", "staff ");
        assertThat(server.database()
                        .sql("select count(*) from audit where action = 'document_asked_for' and call_id = ?")
                        .param(id)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);

        assertThat(citizen(call)
                        .send("PUT", CALLS + "/" + id + "/consents", "{\"answer\":true}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> desk.document(id, "clerk", true)))
                .hasMessageContaining("409");
        assertThat(documents(id)).containsExactlyInAnyOrder("citizen ", "staff ");
    }

    private static List<String> documents(String call) {
        return rooms.participants(call).orElseThrow().stream()
                .map(each -> each.attributes().get("wenzheng.role") + " "
                        + each.attributes().getOrDefault("wenzheng.document", ""))
                .toList();
    }

    @Test
    void hangingUpEndsTheCallForGood() throws Exception {
        JsonNode call = begin("{}");
        String id = call.path("call").asText();
        Client client = join(call);
        await().until(() -> !client.messages.isEmpty());
        assertThat(citizen(call).send("DELETE", CALLS + "/" + id, "").statusCode())
                .isEqualTo(204);
        await().until(() -> client.closed);
        assertThat(rooms.participants(id)).isEmpty();
        // Again is harmless; going back in is not possible, not even with the token that opened it.
        assertThat(citizen(call).send("DELETE", CALLS + "/" + id, "").statusCode())
                .isEqualTo(204);
        var refused = server.browser().get(validate(call.path("token").asText()));
        assertThat(refused.statusCode()).isEqualTo(410);
        assertThat(refused.body()).contains("the call is over");
    }

    @Test
    void aClientThatGoesOnSendingAfterTheEndIsClosedAndNoTokenIsLogged() throws Exception {
        JsonNode call = begin("{}");
        String token = call.path("token").asText();
        Client client = new Client();
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(socket(token), client)
                .join();
        await().until(() -> !client.messages.isEmpty());
        // The SFU closes sockets that send what is no message of its protocol.
        for (int i = 0; i < 20 && !client.closed; i++) {
            try {
                socket.sendBinary(ByteBuffer.wrap(new byte[] {-1, -1, -1}), true)
                        .join();
            } catch (java.util.concurrent.CompletionException e) {
                break;
            }
        }
        await().until(() -> client.closed);
        // It would write the address of a failed session, and with it the token.
        assertThat(LoggerFactory.getLogger("org.springframework.web.socket.handler.Any")
                        .isErrorEnabled())
                .isFalse();
    }

    @Test
    void staffJoinsOnlyACallThatSomebodyIsIn() throws Exception {
        JsonNode call = begin("{}");
        var program = server.browser();
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> server.context()
                        .getBean(FrontDesk.class)
                        .join(call.path("call").asText(), "clerk")))
                .hasMessageContaining("409");
        assertThat(program.get(validate("nonsense")).statusCode()).isEqualTo(401);
        assertThat(program.get("/rtc/validate").statusCode()).isEqualTo(401);
        assertThat(program.get("/rtc").statusCode()).isEqualTo(404);
        assertThat(program.get(validate(call.path("token").asText())).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aPageOfAnotherOriginOpensNoSocket() throws Exception {
        JsonNode call = begin("{}");
        var failure = org.assertj.core.api.Assertions.catchThrowable(() -> HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Origin", "https://elsewhere.example")
                .buildAsync(socket(call.path("token").asText()), new Client())
                .join());
        assertThat(failure).cause().isInstanceOfSatisfying(WebSocketHandshakeException.class, refused -> assertThat(
                        refused.getResponse().statusCode())
                .isEqualTo(403));
    }

    private static List<String> consents(String call) {
        return rooms.participants(call).orElseThrow().stream()
                .map(RoomService.Participant::attributes)
                .map((Map<String, String> attributes) -> attributes.getOrDefault("wenzheng.consents", ""))
                .toList();
    }

    private static JsonNode begin(String consents) throws Exception {
        var answer = server.browser().send("POST", CALLS, "{\"consents\":" + consents + "}");
        assertThat(answer.statusCode()).isEqualTo(201);
        return JSON.readTree(answer.body());
    }

    private static TestBrowser citizen(JsonNode call) {
        return server.browser()
                .with("Authorization", "Bearer " + call.path("token").asText());
    }

    private static String validate(String token) {
        return "/rtc/validate?access_token=" + token + "&protocol=16&sdk=js&version=2.0.0";
    }

    private static URI socket(String token) {
        return URI.create(server.address().toString().replace("http", "ws")
                + "/rtc?protocol=16&sdk=js&version=2.0.0&auto_subscribe=1&access_token=" + token);
    }

    private static Client join(JsonNode call) {
        return join(call.path("token").asText());
    }

    private static Client join(String token) {
        Client client = new Client();
        var unused = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(socket(token), client)
                .join();
        return client;
    }

    /** Reads what the SFU says and answers nothing. */
    private static final class Client implements WebSocket.Listener {
        final List<ByteBuffer> messages = new CopyOnWriteArrayList<>();
        volatile boolean closed;

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            messages.add(data);
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed = true;
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable failure) {
            closed = true;
        }
    }
}
