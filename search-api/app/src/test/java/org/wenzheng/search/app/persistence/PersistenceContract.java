package org.wenzheng.search.app.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.wenzheng.search.app.TestBrowser;
import org.wenzheng.search.app.TestServer;
import org.wenzheng.search.app.audit.AuditAction;
import org.wenzheng.search.app.audit.AuditLog;
import org.wenzheng.search.app.calls.DeletedCalls;
import org.wenzheng.search.app.recordingkey.RecordingKeys;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What must lie in the database and stay there, whichever database it is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PersistenceContract {

    private static final String FIRST = "first-password-of-test";
    private static final String NEXT = "湖边三棵老柳树下有一条小路";

    @TempDir
    static Path folder;

    private TestServer server;
    private TestBrowser administrator;

    /** Settings that lead to an empty database. */
    abstract Map<String, String> database(Path folder) throws Exception;

    @BeforeAll
    void start() throws Exception {
        Map<String, String> settings = new TreeMap<>(database(folder));
        settings.put("wenzheng.var", folder.toString());
        server = TestServer.start(settings);
        server.database()
                .sql("update account set password_hash = ?")
                .param(server.context().getBean(PasswordEncoder.class).encode(FIRST))
                .update();
        administrator = server.browser();
        assertThat(administrator.signIn("admin", FIRST).body()).contains("\"password_change_required\":true");
        assertThat(administrator
                        .write(
                                "PUT",
                                "/api/v1/session/password",
                                "{\"current\":\"%s\",\"new\":\"%s\"}".formatted(FIRST, NEXT))
                        .statusCode())
                .isEqualTo(200);
        restart(settings);
    }

    /** Everything below is asked of a process that began after the sign-in. */
    private void restart(Map<String, String> settings) {
        server.close();
        server = TestServer.start(settings);
        administrator = administrator.at(server.address());
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void whoIsSignedInStaysSoWhenTheServerStartsAgain() {
        HttpResponse<String> session = administrator.get("/api/v1/session");
        assertThat(session.statusCode()).isEqualTo(200);
        assertThat(session.body())
                .isEqualTo("{\"account\":\"admin\",\"roles\":[\"administrator\"],\"password_change_required\":false}");
    }

    @Test
    void aSessionEndsForGoodWhenItsOwnerSignsOut() {
        TestBrowser browser = server.browser();
        browser.signIn("admin", NEXT);
        assertThat(browser.write("DELETE", "/api/v1/session", "").statusCode()).isEqualTo(204);
        assertThat(browser.get("/api/v1/session").statusCode()).isEqualTo(401);
    }

    @Test
    void aSessionHoldsNothingThatOnlyThisVersionCouldRead() {
        List<String> names = server.database()
                .sql("select distinct attribute_name from spring_session_attributes")
                .query(String.class)
                .list();
        assertThat(names).containsExactlyInAnyOrder("account", "credentials-version", "roles");
    }

    @Test
    void theLockOfAnAccountLiesInTheDatabase() {
        server.database()
                .sql("insert into account select 'second', password_hash, false, 1, 0, null, account_role"
                        + " from account where name = 'admin'")
                .update();
        TestBrowser browser = server.browser();
        for (int i = 0; i < 5; i++) {
            assertThat(browser.signIn("second", "wrong").statusCode()).isEqualTo(401);
        }
        assertThat(browser.signIn("second", NEXT).statusCode()).isEqualTo(429);
        assertThat(server.database()
                        .sql("select count(*) from account where name = 'second' and locked_until is not null")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit set purpose = 'another'",
                "update audit set at = current_timestamp where id = 1",
                "delete from audit",
                "truncate table audit"
            })
    void theDatabaseRefusesToChangeTheAuditLog(String statement) {
        audit().add("somebody", AuditAction.CALL_READ, "CALL1", null);
        long before = count("select count(*) from audit");
        assertThatThrownBy(() -> server.database().sql(statement).update()).isInstanceOf(DataAccessException.class);
        assertThat(count("select count(*) from audit")).isEqualTo(before);
        assertThat(count("select count(*) from audit where purpose = 'another'"))
                .isZero();
    }

    @Test
    void theAuditLogIsReadInPagesByTimeActorActionAndCall() {
        for (int i = 0; i < 5; i++) {
            audit().add("reader", AuditAction.LISTENING_BEGUN, "PAGED" + i % 2, "用途" + i);
        }
        audit().add("reader", AuditAction.CALL_READ, "PAGED0", null);

        JsonNode first = page("account=reader&action=listening_begun&size=2");
        assertThat(first.path("total").asInt()).isEqualTo(5);
        assertThat(purposes(first)).containsExactly("用途4", "用途3");
        assertThat(purposes(page("account=reader&action=listening_begun&size=2&page=3")))
                .containsExactly("用途0");
        assertThat(page("account=reader&call=PAGED0").path("total").asInt()).isEqualTo(4);
        assertThat(page("account=reader&action=call_read&action=listening_begun")
                        .path("total")
                        .asInt())
                .isEqualTo(6);
        String at = first.path("entries").get(0).path("at").asString();
        assertThat(purposes(page("account=reader&action=listening_begun&from=" + at)))
                .containsExactly("用途4");
        assertThat(page("account=reader&to=" + at + "&action=listening_begun")
                        .path("total")
                        .asInt())
                .isEqualTo(4);
        assertThat(page("to=2020-01-01").path("total").asInt()).isZero();
        assertThat(administrator.get("/api/v1/audit?action=guessed").body()).contains("action must be one of");
        assertThat(administrator.get("/api/v1/audit?size=0").statusCode()).isEqualTo(400);
        assertThat(page("action=audit_read").path("total").asInt())
                .as("reading is an entry too")
                .isPositive();
    }

    @Test
    void onlyAnAdministratorReadsTheAuditLog() {
        assertThat(server.program(TestServer.CLI_TOKEN).get("/api/v1/audit").statusCode())
                .isEqualTo(403);
        assertThat(server.browser().get("/api/v1/audit").statusCode()).isEqualTo(401);
    }

    @Test
    void aDeletedKeyIsNeverMadeAgain() {
        RecordingKeys keys = server.context().getBean(RecordingKeys.class);
        String key = keyOf("KEYED").body();
        assertThat(keyOf("KEYED").body()).isEqualTo(key);
        assertThat(keys.delete("KEYED")).isTrue();
        assertThat(keys.delete("KEYED")).isFalse();
        assertThat(keyOf("KEYED").statusCode()).isEqualTo(410);
        assertThat(keys.callsWithLeftovers()).contains("KEYED");
        keys.noteFilesDeleted("KEYED");
        assertThat(keys.callsWithLeftovers())
                .as("for some minutes, while the recording job may remember the key")
                .contains("KEYED");
        server.database()
                .sql("update recording_key set deleted_at = deleted_at - interval '10' minute")
                .update();
        assertThat(keys.callsWithLeftovers()).doesNotContain("KEYED");

        keys.forbid("NEVER");
        keys.forbid("NEVER");
        assertThat(keyOf("NEVER").statusCode()).isEqualTo(410);
    }

    @Test
    void aDeletedCallIsRememberedOnce() {
        DeletedCalls deleted = server.context().getBean(DeletedCalls.class);
        deleted.add("GONE");
        deleted.add("GONE");
        assertThat(deleted.contains("GONE")).isTrue();
        assertThat(deleted.all()).containsOnlyOnce("GONE");
    }

    private AuditLog audit() {
        return server.context().getBean(AuditLog.class);
    }

    private HttpResponse<String> keyOf(String call) {
        return server.program(TestServer.JOBS_TOKEN).send("POST", "/internal/v1/calls/" + call + "/recording-key", "");
    }

    private long count(String sql) {
        return server.database().sql(sql).query(Long.class).single();
    }

    private JsonNode page(String parameters) {
        HttpResponse<String> response = administrator.get("/api/v1/audit?" + parameters);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonMapper.builder().build().readTree(response.body());
    }

    private static List<String> purposes(JsonNode page) {
        return page.path("entries")
                .valueStream()
                .map(entry -> entry.path("purpose").asString())
                .toList();
    }
}
