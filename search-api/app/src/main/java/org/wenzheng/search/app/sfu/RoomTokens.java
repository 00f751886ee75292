package org.wenzheng.search.app.sfu;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.wenzheng.search.app.problem.Problem;
import org.wenzheng.search.app.problem.ProblemException;
import org.wenzheng.signalling.token.AccessToken;
import org.wenzheng.signalling.token.ApiKeys;
import org.wenzheng.signalling.token.CallClaims;
import org.wenzheng.signalling.token.InvalidTokenException;
import org.wenzheng.signalling.token.TokenIssuer;
import org.wenzheng.signalling.token.TokenVerifier;
import org.wenzheng.signalling.token.VideoGrant;

/** Signs and opens the tokens of rooms; a call's room has the call's id as its name. */
@Component
public class RoomTokens {

    /** As long as the longest call: whoever lost the network comes back with it. */
    private static final Duration OF_PARTICIPANTS = Duration.ofHours(4);

    private static final Duration OF_THIS_SERVER = Duration.ofMinutes(1);

    private final @Nullable ApiKeys keys;
    private final Clock clock;

    RoomTokens(SfuSettings settings, Clock clock) {
        this.keys = settings.keys().isBlank() ? null : ApiKeys.parse(settings.keys());
        this.clock = clock;
    }

    /**
     * Lets somebody join a call.
     *
     * @param claims role and consents, which no client can change
     * @param details further attributes, e.g. the office
     * @throws ProblemException 503 where no key was given
     */
    public String join(String call, String identity, String name, CallClaims claims, Map<String, String> details) {
        Map<String, String> attributes = new LinkedHashMap<>(details);
        attributes.putAll(claims.toAttributes());
        return issue(identity, name, attributes, VideoGrant.join(call), OF_PARTICIPANTS);
    }

    /** Lets this server call the room service about one room. */
    String administer(String call) {
        return issue("", "", Map.of(), VideoGrant.administer(call), OF_THIS_SERVER);
    }

    /** What a token says; empty when it opens nothing. */
    public Optional<AccessToken> open(String token) {
        try {
            return Optional.of(new TokenVerifier(require(), clock).verify(token));
        } catch (InvalidTokenException e) {
            return Optional.empty();
        }
    }

    /** The same token with other consents in it. */
    public String renew(AccessToken token, boolean answer, boolean record, boolean analyse) {
        Map<String, String> attributes = new LinkedHashMap<>(token.attributes());
        attributes.putAll(
                CallClaims.of(attributes).withConsents(answer, record, analyse).toAttributes());
        return new TokenIssuer(require()).issue(token.saying(attributes));
    }

    private String issue(
            String identity, String name, Map<String, String> attributes, VideoGrant grant, Duration lasting) {
        ApiKeys known = require();
        Instant now = clock.instant();
        return new TokenIssuer(known)
                .issue(new AccessToken(known.first(), identity, name, "", attributes, grant, now, now.plus(lasting)));
    }

    private ApiKeys require() {
        if (keys == null) {
            throw ProblemException.of(new Problem(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "calls-unavailable",
                    "No calls here",
                    "This server was given no SFU_KEYS; ./run up gives them."));
        }
        return keys;
    }
}
