package org.wenzheng.search.app.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wenzheng.search.app.TestBrowser;
import org.wenzheng.search.app.TestServer;

class AccountsTest {

    private static final String NEXT = "湖边三棵老柳树下有一条小路";

    private final TestServer server = TestServer.shared();

    @AfterEach
    void removeAgain() {
        server.database().sql("delete from account where name <> 'admin'").update();
    }

    private HttpResponse<String> add(String name, String role) {
        return server.program(TestServer.CLI_TOKEN)
                .send("POST", "/api/v1/accounts", "{\"account\":\"" + name + "\",\"role\":\"" + role + "\"}");
    }

    @Test
    void aClerkTakesCallsAndReadsNone() {
        HttpResponse<String> added = add("李窗口", "clerk");
        assertThat(added.statusCode()).isEqualTo(201);
        String password = added.body().replaceAll(".*\"password\":\"([^\"]+)\".*", "$1");
        assertThat(password).matches("[2-9a-z]{4}(-[2-9a-z]{4}){4}");

        TestBrowser clerk = server.browser();
        assertThat(clerk.signIn("李窗口", password).body()).contains("\"password_change_required\":true");
        assertThat(clerk.get("/api/v1/queue").statusCode()).isEqualTo(403);
        assertThat(clerk.write(
                                "PUT",
                                "/api/v1/session/password",
                                "{\"current\":\"" + password + "\",\"new\":\"" + NEXT + "\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(clerk.get("/api/v1/session").body()).contains("[\"clerk\"]");
        assertThat(clerk.get("/api/v1/queue").statusCode()).isEqualTo(200);
        for (String others : new String[] {"/api/v1/search?q=a", "/api/v1/calls", "/api/v1/audit", "/api/v1/topics"}) {
            assertThat(clerk.get(others).statusCode()).as(others).isEqualTo(403);
        }
        assertThat(server.database()
                        .sql("select detail from audit where action = 'account_added' order by id desc limit 1")
                        .query(String.class)
                        .single())
                .isEqualTo("李窗口 as clerk");
    }

    @Test
    void aNameIsTakenOnce() {
        add("li", "clerk");
        HttpResponse<String> again = add("li", "administrator");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("Choose another name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"operator", "digital_human", "recording_job", "boss", ""})
    void programsRolesAreNotGivenToPeople(String role) {
        assertThat(add("li", role).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "../x", "-x", "<b>"})
    void namesAreNamesOnly(String name) {
        assertThat(add(name, "clerk").body()).contains("letters, digits");
    }
}
