package org.wenzheng.search.app.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.wenzheng.search.app.TestServer;
import org.wenzheng.search.app.account.SignedIn.Role;

class RouteRuleTest {

    /** Reached by dispatch alone, or a spelling of a route that has a rule. */
    private static final Set<String> WITHOUT_RULE = Set.of("/error", "/api/docs.yaml");

    @Test
    void everyRouteHasARule() {
        List<String> without = new ArrayList<>();
        TestServer.shared().context().getBeansOfType(RequestMappingHandlerMapping.class).values().stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .forEach(route -> collect(route, without));
        assertThat(without)
                .as("routes that nobody may call: add them to RouteRule.ALL with the roles that may")
                .isEmpty();
    }

    /** One line to add here is one thought about who may read it. */
    @Test
    void nothingIsOpenToAnybodyButTheSignInTheFrontDeskTheDocumentationAndTheHealth() {
        assertThat(RouteRule.ALL.stream()
                        .filter(rule -> rule.roles().isEmpty())
                        .map(rule -> rule.method() + " " + rule.pattern()))
                .containsExactlyInAnyOrder(
                        "POST /api/v1/session",
                        "POST /api/v1/front-desk/calls",
                        "GET /api/v1/front-desk/calls/{call}/consents",
                        "PUT /api/v1/front-desk/calls/{call}/consents",
                        "DELETE /api/v1/front-desk/calls/{call}",
                        "GET /rtc",
                        "GET /rtc/v1",
                        "GET /rtc/validate",
                        "GET /rtc/v1/validate",
                        "GET /api/docs",
                        "GET /actuator/health",
                        "GET /actuator/health/**");
    }

    @Test
    void everyRouteOfTheServerIsClosedToWhoIsNotSignedIn() {
        Set<String> open = Set.of("POST /api/v1/session", "GET /api/docs", "POST /api/v1/front-desk/calls");
        List<String> answered = new ArrayList<>();
        for (String route : routes()) {
            String[] parts = route.split(" ", 2);
            int status = TestServer.shared()
                    .browser()
                    .write(parts[0], parts[1].replaceAll("\\{[^}]*}", "CALL1"), "{}")
                    .statusCode();
            if (!open.contains(route) && status != 401 && status != 403) {
                answered.add(route + " answered " + status);
            }
        }
        assertThat(routes()).hasSizeGreaterThan(15);
        assertThat(answered).isEmpty();
    }

    /** Whatever answers, of whichever library; a route of every method counts as GET and POST. */
    private static List<String> routes() {
        List<String> routes = new ArrayList<>();
        for (RequestMappingInfoHandlerMapping mapping : TestServer.shared()
                .context()
                .getBeansOfType(RequestMappingInfoHandlerMapping.class)
                .values()) {
            for (RequestMappingInfo route : mapping.getHandlerMethods().keySet()) {
                Set<RequestMethod> methods = route.getMethodsCondition().getMethods();
                for (String pattern : route.getPatternValues()) {
                    for (RequestMethod method :
                            methods.isEmpty() ? Set.of(RequestMethod.GET, RequestMethod.POST) : methods) {
                        if (!pattern.startsWith("/actuator/health") && !pattern.equals("/error")) {
                            routes.add(method + " " + pattern);
                        }
                    }
                }
            }
        }
        return routes;
    }

    private static void collect(RequestMappingInfo route, List<String> without) {
        for (String pattern : route.getPatternValues()) {
            for (var method : route.getMethodsCondition().getMethods()) {
                boolean ruled = RouteRule.ALL.stream()
                        .anyMatch(rule -> rule.pattern().equals(pattern)
                                && rule.method().name().equals(method.name()));
                if (!ruled && !WITHOUT_RULE.contains(pattern)) {
                    without.add(method + " " + pattern);
                }
            }
            if (route.getMethodsCondition().isEmpty() && !WITHOUT_RULE.contains(pattern)) {
                without.add("every method of " + pattern);
            }
        }
    }

    static Stream<RouteRule> guarded() {
        return RouteRule.ALL.stream().filter(rule -> !rule.roles().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void aRouteWantsASignIn(RouteRule rule) {
        var response = TestServer.shared()
                .browser()
                .with("Authorization", "Bearer wrong")
                .send(name(rule), path(rule), "{}");
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void aRouteWantsTheRightRole(RouteRule rule) {
        String token = rule.roles().contains(Role.RECORDING_JOB) ? TestServer.CLI_TOKEN : TestServer.JOBS_TOKEN;
        var response = TestServer.shared().program(token).send(name(rule), path(rule), "{}");
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).contains("urn:wenzheng:problem:not-allowed");
    }

    @Test
    void whatIsNoRouteIsDenied() {
        var program = TestServer.shared().program(TestServer.CLI_TOKEN);
        assertThat(program.get("/api/v1/accounts").statusCode()).isEqualTo(403);
        assertThat(program.get("/actuator/env").statusCode()).isEqualTo(403);
        assertThat(program.get("/internal/v1/calls").statusCode()).isEqualTo(403);
        assertThat(TestServer.shared().browser().get("/api/v1/accounts").statusCode())
                .isEqualTo(401);
        assertThat(TestServer.shared().browser().write("POST", "/", "{}").statusCode())
                .isEqualTo(403);
    }

    @Test
    void aTokenThatOthersMayReadCountsForNothing() throws Exception {
        var file = TestServer.shared().var().resolve("secrets/open.token");
        org.wenzheng.search.app.SecretFiles.write(file, "x");
        java.nio.file.Files.setPosixFilePermissions(
                file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r-----"));
        assertThat(org.wenzheng.search.app.SecretFiles.isOpenToOthers(file)).isTrue();
    }

    @Test
    void pagesComeWithAStrictPolicy() {
        var response = TestServer.shared().browser().get("/");
        assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'self'", "frame-ancestors 'none'", "object-src 'none'")
                .doesNotContain("unsafe-eval");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(response.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
    }

    private static String name(RouteRule rule) {
        return rule.method().equals(HttpMethod.GET) ? "GET" : rule.method().name();
    }

    private static String path(RouteRule rule) {
        return rule.pattern().replaceAll("\\{[^}]*}", "CALL1");
    }
}
