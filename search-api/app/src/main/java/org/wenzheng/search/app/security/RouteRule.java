package org.wenzheng.search.app.security;

import static org.wenzheng.search.app.account.SignedIn.Role.ADMINISTRATOR;
import static org.wenzheng.search.app.account.SignedIn.Role.CLERK;
import static org.wenzheng.search.app.account.SignedIn.Role.DIGITAL_HUMAN;
import static org.wenzheng.search.app.account.SignedIn.Role.EDITOR;
import static org.wenzheng.search.app.account.SignedIn.Role.OPERATOR;
import static org.wenzheng.search.app.account.SignedIn.Role.RECORDING_JOB;
import static org.wenzheng.search.app.account.SignedIn.Role.REVIEWER;

import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.wenzheng.search.app.account.SignedIn.Role;

/**
 * Who may call a route. What no rule names is denied.
 *
 * @param pattern Spring path pattern
 * @param roles any of them suffices; empty: anybody, signed in or not
 */
public record RouteRule(HttpMethod method, String pattern, Set<Role> roles) {

    private static final Set<Role> ANYBODY = Set.of();
    private static final Set<Role> READERS = Set.of(ADMINISTRATOR, OPERATOR);
    private static final Set<Role> DESK = Set.of(ADMINISTRATOR, CLERK);
    private static final Set<Role> EVERYBODY_SIGNED_IN = Set.of(ADMINISTRATOR, CLERK, EDITOR, REVIEWER, OPERATOR);
    private static final Set<Role> PEOPLE = Set.of(ADMINISTRATOR, CLERK, EDITOR, REVIEWER);
    private static final Set<Role> QUEUE_READERS = Set.of(ADMINISTRATOR, CLERK, OPERATOR);

    /** Every rule; a test fails when a route has none. */
    public static final List<RouteRule> ALL = List.of(
            new RouteRule(HttpMethod.POST, "/api/v1/session", ANYBODY),
            new RouteRule(HttpMethod.GET, "/api/v1/session", EVERYBODY_SIGNED_IN),
            new RouteRule(HttpMethod.DELETE, "/api/v1/session", EVERYBODY_SIGNED_IN),
            new RouteRule(HttpMethod.PUT, "/api/v1/session/password", PEOPLE),
            new RouteRule(HttpMethod.POST, "/api/v1/accounts", READERS),
            new RouteRule(HttpMethod.GET, "/api/v1/search", READERS),
            new RouteRule(HttpMethod.GET, "/api/v1/search/export", READERS),
            new RouteRule(HttpMethod.GET, "/api/v1/calls", READERS),
            new RouteRule(HttpMethod.GET, "/api/v1/calls/{call}", READERS),
            new RouteRule(HttpMethod.GET, "/api/v1/calls/{call}/events", READERS),
            new RouteRule(HttpMethod.POST, "/api/v1/calls/{call}/listenings", READERS),
            new RouteRule(HttpMethod.GET, "/api/v1/calls/{call}/media", READERS),
            new RouteRule(HttpMethod.DELETE, "/api/v1/calls/{call}/recording", READERS),
            new RouteRule(HttpMethod.DELETE, "/api/v1/calls/{call}", READERS),
            new RouteRule(HttpMethod.GET, "/api/v1/audit", Set.of(ADMINISTRATOR)),
            new RouteRule(HttpMethod.GET, "/api/v1/topics", READERS),
            new RouteRule(HttpMethod.GET, "/api/v1/insight/emerging", READERS),
            new RouteRule(HttpMethod.GET, "/api/v1/insight/topics", READERS),
            new RouteRule(HttpMethod.GET, "/api/v1/insight/brief", READERS),
            new RouteRule(HttpMethod.GET, "/api/v1/reports/service", READERS),
            new RouteRule(HttpMethod.GET, "/api/v1/reports/service/calls", READERS),
            new RouteRule(HttpMethod.GET, "/api/v1/items", EVERYBODY_SIGNED_IN),
            new RouteRule(HttpMethod.GET, "/api/v1/items/{code}", EVERYBODY_SIGNED_IN),
            new RouteRule(HttpMethod.GET, "/api/v1/knowledge-gaps", Set.of(ADMINISTRATOR, EDITOR, REVIEWER, OPERATOR)),
            new RouteRule(HttpMethod.POST, "/api/v1/items/proposals", Set.of(ADMINISTRATOR, EDITOR, OPERATOR)),
            new RouteRule(HttpMethod.POST, "/api/v1/items/proposals/{id}/approval", Set.of(ADMINISTRATOR, REVIEWER)),
            new RouteRule(HttpMethod.POST, "/api/v1/items/proposals/{id}/refusal", Set.of(ADMINISTRATOR, REVIEWER)),
            new RouteRule(HttpMethod.POST, "/api/v1/items/{code}/rollback", Set.of(ADMINISTRATOR, REVIEWER, OPERATOR)),
            new RouteRule(HttpMethod.GET, "/api/v1/demo", READERS),
            new RouteRule(HttpMethod.PUT, "/api/v1/demo", READERS),
            new RouteRule(HttpMethod.POST, "/internal/v1/calls/{call}/recording-key", Set.of(RECORDING_JOB)),
            new RouteRule(HttpMethod.POST, "/internal/v1/digital-human/leases", Set.of(DIGITAL_HUMAN)),
            new RouteRule(HttpMethod.DELETE, "/internal/v1/digital-human/leases/{call}", Set.of(DIGITAL_HUMAN)),
            new RouteRule(HttpMethod.GET, "/api/v1/queue", QUEUE_READERS),
            // A citizen has no account. What changes or ends a call wants that call's token; its controller reads it.
            new RouteRule(HttpMethod.POST, "/api/v1/front-desk/calls", ANYBODY),
            new RouteRule(HttpMethod.GET, "/api/v1/front-desk/calls/{call}/consents", ANYBODY),
            new RouteRule(HttpMethod.PUT, "/api/v1/front-desk/calls/{call}/consents", ANYBODY),
            new RouteRule(HttpMethod.DELETE, "/api/v1/front-desk/calls/{call}", ANYBODY),
            new RouteRule(HttpMethod.POST, "/api/v1/calls/{call}/join", DESK),
            new RouteRule(HttpMethod.PUT, "/api/v1/calls/{call}/document", DESK),
            // The room protocol: its tokens are checked before a socket opens.
            new RouteRule(HttpMethod.GET, "/rtc", ANYBODY),
            new RouteRule(HttpMethod.GET, "/rtc/v1", ANYBODY),
            new RouteRule(HttpMethod.GET, "/rtc/validate", ANYBODY),
            new RouteRule(HttpMethod.GET, "/rtc/v1/validate", ANYBODY),
            new RouteRule(HttpMethod.GET, "/api/docs", ANYBODY),
            new RouteRule(HttpMethod.GET, "/actuator/health", ANYBODY),
            new RouteRule(HttpMethod.GET, "/actuator/health/**", ANYBODY));
}
