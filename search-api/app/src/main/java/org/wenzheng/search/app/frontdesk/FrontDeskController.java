package org.wenzheng.search.app.frontdesk;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.wenzheng.search.app.account.SignedIn;
import org.wenzheng.search.app.calls.CallId;
import org.wenzheng.search.app.problem.Problem;
import org.wenzheng.search.app.problem.ProblemException;
import org.wenzheng.search.app.ratelimit.AddressLimit;
import org.wenzheng.search.app.sfu.RoomTokens;
import org.wenzheng.signalling.token.AccessToken;
import org.wenzheng.signalling.token.CallClaims;
import org.wenzheng.signalling.token.CallRole;

/** What citizens do, who have no account: anybody may begin a call, and its token alone changes or ends it. */
@RestController
@RequestMapping("/api/v1/front-desk/calls")
class FrontDeskController {

    private static final String SCHEME = "Bearer ";

    private final FrontDesk desk;
    private final RoomTokens tokens;
    private final AddressLimit begun;

    FrontDeskController(FrontDesk desk, RoomTokens tokens, FrontDeskSettings settings, Clock clock) {
        this.desk = desk;
        this.tokens = tokens;
        this.begun = new AddressLimit(settings.callsPerAddress(), settings.addressWindow(), clock);
    }

    record Opening(@Nullable Given consents) {}

    /** As it comes: what is not mentioned is not given. */
    record Given(@Nullable Boolean answer, @Nullable Boolean record, @Nullable Boolean analyse) {

        Consents consents() {
            return new Consents(Boolean.TRUE.equals(answer), Boolean.TRUE.equals(record), Boolean.TRUE.equals(analyse));
        }
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    FrontDesk.Admission begin(@RequestBody Opening opening, HttpServletRequest request, @Nullable SignedIn by) {
        // The command line's campaigns begin more calls than any hall would.
        boolean operator = by != null && by.roles().contains(SignedIn.Role.OPERATOR.id());
        Duration wait = operator ? Duration.ZERO : begun.wait(request.getRemoteAddr());
        if (wait.compareTo(Duration.ZERO) > 0) {
            throw ProblemException.later(
                    new Problem(
                            HttpStatus.TOO_MANY_REQUESTS,
                            "too-many-attempts",
                            "Too many calls",
                            "This address began too many calls. Try again later."),
                    wait,
                    null);
        }
        Consents consents = required(opening.consents());
        if (!operator) {
            begun.count(request.getRemoteAddr());
        }
        return desk.begin(consents);
    }

    @GetMapping("/{call}/consents")
    Consents consents(
            @PathVariable("call") String call,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization) {
        requireCitizen(call, authorization);
        return desk.consents(call);
    }

    @PutMapping(path = "/{call}/consents", consumes = MediaType.APPLICATION_JSON_VALUE)
    Consents change(
            @PathVariable("call") String call,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            @RequestBody Given given) {
        requireCitizen(call, authorization);
        Consents consents = given.consents();
        desk.change(call, consents);
        return consents;
    }

    @DeleteMapping("/{call}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(
            @PathVariable("call") String call,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization) {
        requireCitizen(call, authorization);
        desk.end(call);
    }

    private void requireCitizen(String call, @Nullable String authorization) {
        CallId.require(call);
        boolean theirs = authorization != null
                && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && tokens.open(authorization.substring(SCHEME.length()).strip())
                        .filter(token -> isCitizenOf(call, token))
                        .isPresent();
        if (!theirs) {
            throw ProblemException.of(new Problem(
                    HttpStatus.FORBIDDEN,
                    "not-your-call",
                    "Not the citizen of this call",
                    "Send the token that POST /api/v1/front-desk/calls gave for it as a bearer token."));
        }
    }

    private static boolean isCitizenOf(String call, AccessToken token) {
        return token.video().roomJoin()
                && token.video().roomName().equals(call)
                && CallClaims.of(token.attributes()).role() == CallRole.CITIZEN;
    }

    private static Consents required(@Nullable Given given) {
        if (given == null) {
            throw ProblemException.badRequest(
                    "Send JSON with \"consents\": {\"answer\", \"record\", \"analyse\"}, each true or false.");
        }
        return given.consents();
    }
}
