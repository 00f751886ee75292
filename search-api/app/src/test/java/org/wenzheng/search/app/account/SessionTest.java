package org.wenzheng.search.app.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.wenzheng.search.app.TestBrowser;
import org.wenzheng.search.app.TestServer;

class SessionTest {

    private static final String FIRST = "first-password-of-test";
    private static final String NEXT = "湖边三棵老柳树下有一条小路";

    private final TestServer server = TestServer.shared();

    @BeforeEach
    void firstPassword() {
        String hash = server.context().getBean(PasswordEncoder.class).encode(FIRST);
        server.database()
                .sql(
                        """
                        update account set password_hash = ?, password_change_required = true, failed_sign_ins = 0,
                               locked_until = null, credentials_version = credentials_version + 1""")
                .param(hash)
                .update();
    }

    @Test
    void theFirstPasswordLiesInAFileThatItsOwnerAloneReads() throws Exception {
        var file = server.var().resolve("secrets").resolve(FirstAdministrator.FILE);
        assertThat(Files.readString(file)).matches("[2-9a-z]{4}(-[2-9a-z]{4}){4}\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void theFirstPasswordMustBeChangedBeforeAnythingElse() {
        TestBrowser browser = server.browser();
        assertThat(browser.signIn("admin", FIRST).body()).contains("\"password_change_required\":true");

        HttpResponse<String> refused = browser.get("/api/v1/topics");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("password-change-required", "PUT /api/v1/session/password");

        assertThat(change(browser, FIRST, NEXT).statusCode()).isEqualTo(200);
        assertThat(browser.get("/api/v1/session").body())
                .isEqualTo("{\"account\":\"admin\",\"roles\":[\"administrator\"],\"password_change_required\":false}");
        assertThat(browser.get("/api/v1/topics").statusCode()).isEqualTo(200);
    }

    @Test
    void aNewPasswordEndsOtherSessions() {
        TestBrowser browser = server.browser();
        TestBrowser elsewhere = server.browser();
        browser.signIn("admin", FIRST);
        elsewhere.signIn("admin", FIRST);
        change(browser, FIRST, NEXT);
        assertThat(browser.get("/api/v1/session").statusCode()).isEqualTo(200);
        assertThat(elsewhere.get("/api/v1/session").statusCode()).isEqualTo(401);
    }

    @Test
    void aWeakPasswordIsRefusedWithTheReason() {
        TestBrowser browser = server.browser();
        browser.signIn("admin", FIRST);
        assertThat(change(browser, FIRST, "short").body()).contains("12 characters or more");
        assertThat(change(browser, FIRST, FIRST).body()).contains("differs");
        assertThat(change(browser, FIRST, "the-admin-of-the-lake").body()).contains("name");
        assertThat(change(browser, FIRST, "aaaaaaaaaaaaaaaa").statusCode()).isEqualTo(422);
    }

    @Test
    void aWriteWithoutTheTokenOfTheCookieIsRefused() {
        TestBrowser browser = server.browser();
        browser.signIn("admin", FIRST);
        HttpResponse<String> response = browser.send(
                "PUT", "/api/v1/session/password", "{\"current\":\"%s\",\"new\":\"%s\"}".formatted(FIRST, NEXT));
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).contains("csrf-token-missing");
    }

    @Test
    void signingInTakesJsonAlone() {
        HttpResponse<String> response = server.browser()
                .with("Content-Type", "text/plain")
                .send("POST", "/api/v1/session", "{\"account\":\"admin\",\"password\":\"" + FIRST + "\"}");
        assertThat(response.statusCode()).isBetween(400, 415);
    }

    @Test
    void theSessionsCookieIsOutOfReachOfScriptsAndOtherSites() {
        assertThat(server.browser().signIn("admin", FIRST).headers().allValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith("WENZHENG=")
                        .containsIgnoringCase("HttpOnly")
                        .containsIgnoringCase("SameSite=Strict"));
    }

    @Test
    void tooManyWrongPasswordsLockTheAccountEvenForTheRightOne() {
        TestBrowser browser = server.browser();
        for (int i = 0; i < 5; i++) {
            assertThat(browser.signIn("admin", "wrong").statusCode()).isEqualTo(401);
        }
        HttpResponse<String> locked = browser.signIn("admin", FIRST);
        assertThat(locked.statusCode()).isEqualTo(429);
        assertThat(locked.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 900L);
        assertThat(locked.body()).contains("Try again in");
    }

    @Test
    void whoSignsOutIsOut() {
        TestBrowser browser = server.browser();
        browser.signIn("admin", FIRST);
        assertThat(browser.write("DELETE", "/api/v1/session", "").statusCode()).isEqualTo(204);
        assertThat(browser.get("/api/v1/session").statusCode()).isEqualTo(401);
    }

    @Test
    void aProgramNeedsNoPasswordChange() {
        assertThat(server.program(TestServer.CLI_TOKEN).get("/api/v1/session").body())
                .isEqualTo("{\"account\":\"cli\",\"roles\":[\"operator\"],\"password_change_required\":false}");
    }

    @Test
    void signInsAreAudited() {
        server.browser().signIn("admin", FIRST);
        assertThat(server.database()
                        .sql("select count(*) from audit where account = 'admin' and action = 'signed_in'")
                        .query(Long.class)
                        .single())
                .isPositive();
    }

    private static HttpResponse<String> change(TestBrowser browser, String current, String next) {
        return browser.write(
                "PUT", "/api/v1/session/password", "{\"current\":\"%s\",\"new\":\"%s\"}".formatted(current, next));
    }
}
