package org.wenzheng.search.app.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wenzheng.search.app.LocalSfu;
import org.wenzheng.search.app.TestServer;
import org.wenzheng.search.app.frontdesk.FrontDesk;
import org.wenzheng.signalling.token.ApiKeys;
import org.wenzheng.signalling.token.CallClaims;
import org.wenzheng.signalling.token.CallRole;
import org.wenzheng.signalling.token.TokenVerifier;

class DispatchTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static TestServer server;

    private final TickingClock clock = new TickingClock();
    private Dispatch dispatch;

    private static final class TickingClock extends Clock {
        private Instant now = Clock.systemUTC().instant();

        void tick(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of(
                "wenzheng.sfu.url", "http://127.0.0.1:9",
                "wenzheng.sfu.keys", LocalSfu.KEYS,
                "wenzheng.front-desk.calls-per-address", "100"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void fresh() {
        server.database().sql("delete from live_call").update();
        dispatch = new Dispatch(server.context().getBean(FrontDesk.class), clock);
        clock.tick(Dispatch.LEASE.plusSeconds(1));
    }

    @Test
    void givesACallToOneWorkerOnly() throws Exception {
        String call = begin(true);
        assertThat(calls(dispatch.renew("a", 3, List.of()))).containsExactly(call);
        assertThat(calls(dispatch.renew("b", 3, List.of()))).isEmpty();
        assertThat(dispatch.renew("a", 3, held(call)).lost()).isEmpty();
    }

    @Test
    void admitsTheWorkerAsADigitalHumanOfThatCall() throws Exception {
        String call = begin(true);
        FrontDesk.Admission admission =
                dispatch.renew("a", 1, List.of()).given().get(0);
        var token = new TokenVerifier(ApiKeys.parse(LocalSfu.KEYS), Clock.systemUTC()).verify(admission.token());
        assertThat(token.video().roomName()).isEqualTo(call);
        assertThat(CallClaims.of(token.attributes()).role()).isEqualTo(CallRole.DIGITAL_HUMAN);
        assertThat(CallClaims.of(token.attributes()).answer()).isTrue();
    }

    @Test
    void givesACallAnewWithinTenSecondsWhenItsWorkerDies() throws Exception {
        String call = begin(true);
        dispatch.renew("a", 3, List.of());
        clock.tick(Duration.ofSeconds(4));
        assertThat(calls(dispatch.renew("b", 3, List.of()))).isEmpty();
        clock.tick(Duration.ofSeconds(2));
        assertThat(calls(dispatch.renew("b", 3, List.of()))).containsExactly(call);
        assertThat(dispatch.renew("a", 3, held(call)).lost())
                .as("who comes back too late")
                .containsExactly(call);
    }

    @Test
    void asksNobodyToMeetWhoDidNotAgreeToIt() throws Exception {
        begin(false);
        assertThat(calls(dispatch.renew("a", 3, List.of()))).isEmpty();
    }

    @Test
    void givesNoMoreThanAWorkerCanTake() throws Exception {
        String first = begin(true);
        String second = begin(true);
        begin(true);
        assertThat(calls(dispatch.renew("a", 2, List.of()))).containsExactly(first, second);
        assertThat(calls(dispatch.renew(
                        "a", 2, List.of(new Dispatch.Held(first, null), new Dispatch.Held(second, null)))))
                .isEmpty();
    }

    @Test
    void takesACallBackWhenItEndsOrIsReleased() throws Exception {
        String call = begin(true);
        dispatch.renew("a", 3, List.of());
        dispatch.release("b", call);
        assertThat(dispatch.renew("a", 3, held(call)).lost())
                .as("another's word counts for nothing")
                .isEmpty();
        dispatch.release("a", call);
        clock.tick(Duration.ofMinutes(1));
        assertThat(calls(dispatch.renew("b", 3, List.of()))).isEmpty();
        String ended = begin(true);
        dispatch.renew("a", 3, List.of());
        server.database()
                .sql("update live_call set ended_at = current_timestamp where call_id = ?")
                .param(ended)
                .update();
        assertThat(dispatch.renew("a", 3, held(ended)).lost()).containsExactly(ended);
    }

    @Test
    void afterARestartWorkersBringTheirCallsBeforeAnyIsGiven() throws Exception {
        String call = begin(true);
        Dispatch restarted = new Dispatch(server.context().getBean(FrontDesk.class), clock);
        assertThat(calls(restarted.renew("b", 3, List.of()))).isEmpty();
        assertThat(restarted.renew("a", 3, held(call)).lost()).isEmpty();
        clock.tick(Duration.ofSeconds(4));
        restarted.renew("a", 3, held(call));
        clock.tick(Duration.ofSeconds(2));
        assertThat(calls(restarted.renew("b", 3, List.of()))).isEmpty();
    }

    @Test
    void putsWhoIsInDangerAheadOfTheQueue() throws Exception {
        String first = begin(true);
        String second = begin(true);
        dispatch.renew("a", 3, List.of());
        Instant now = clock.instant();
        Map<String, Object> brief = Map.of("open", "护照");
        Dispatch.Leases leases = dispatch.renew(
                "a",
                3,
                List.of(
                        new Dispatch.Held(first, new Waiting(now.minusSeconds(60), false, brief)),
                        new Dispatch.Held(second, new Waiting(now, true, brief))));
        assertThat(leases.places()).containsEntry(second, 1).containsEntry(first, 2);
        assertThat(dispatch.queue()).extracting(Dispatch.Queued::call).containsExactly(second, first);
    }

    @Test
    void isOpenToTheDigitalHumanAlone() throws Exception {
        String body = "{\"worker\":\"w\",\"capacity\":1,\"held\":[]}";
        String path = "/internal/v1/digital-human/leases";
        assertThat(server.program(TestServer.JOBS_TOKEN)
                        .send("POST", path, body)
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.browser().send("POST", path, body).statusCode()).isIn(401, 403);
        var answer = server.program(TestServer.DIGITAL_HUMAN_TOKEN).send("POST", path, body);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body()).has("given")).isTrue();
        String call = begin(true);
        var held = server.program(TestServer.DIGITAL_HUMAN_TOKEN)
                .send(
                        "POST",
                        path,
                        "{\"worker\":\"w\",\"capacity\":1,\"held\":[{\"call\":\"" + call
                                + "\",\"waiting_seconds\":7,\"urgent\":true,\"brief\":{\"turns\":[{\"who\":\"citizen\"}]}}]}");
        assertThat(held.statusCode()).as(held.body()).isEqualTo(200);
        assertThat(JSON.readTree(held.body()).path("places").path(call).asInt()).isEqualTo(1);
        assertThat(server.program(TestServer.DIGITAL_HUMAN_TOKEN)
                        .send("POST", path, "{\"worker\":\"w\",\"capacity\":1,\"held\":[{\"call\":\"" + call + "\"}]}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.program(TestServer.DIGITAL_HUMAN_TOKEN)
                        .send("POST", path, "{\"worker\":\"../x\",\"capacity\":1}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(server.program(TestServer.DIGITAL_HUMAN_TOKEN)
                        .get("/api/v1/queue")
                        .statusCode())
                .isEqualTo(403);
    }

    private static List<Dispatch.Held> held(String call) {
        return List.of(new Dispatch.Held(call, null));
    }

    private static List<String> calls(Dispatch.Leases leases) {
        return leases.given().stream().map(FrontDesk.Admission::call).toList();
    }

    private static String begin(boolean answer) throws Exception {
        var begun =
                server.browser().send("POST", "/api/v1/front-desk/calls", "{\"consents\":{\"answer\":" + answer + "}}");
        assertThat(begun.statusCode()).isEqualTo(201);
        return JSON.readTree(begun.body()).path("call").asText();
    }
}
