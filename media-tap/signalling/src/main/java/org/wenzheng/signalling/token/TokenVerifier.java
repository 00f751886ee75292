package org.wenzheng.signalling.token;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * Opens tokens that one of the keys signed. Nothing but HS256 is taken, the signature is checked before any claim counts,
 * and sizes are bounded. Safe for any thread.
 */
public final class TokenVerifier {

    /** Characters of a token. */
    public static final int MAX_LENGTH = 16_384;

    /** Characters of an identity or a room's name. */
    public static final int MAX_NAME = 256;

    /** How far the clocks of issuer and verifier may differ. */
    public static final Duration CLOCK_SKEW = Duration.ofSeconds(10);

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxStringLength(MAX_LENGTH)
                    .build())
            .build());

    private final ApiKeys keys;
    private final Clock clock;
    private final Duration skew;

    public TokenVerifier(ApiKeys keys, Clock clock) {
        this(keys, clock, CLOCK_SKEW);
    }

    /** A verifier that takes clocks to differ by {@code skew} at most. */
    public TokenVerifier(ApiKeys keys, Clock clock, Duration skew) {
        this.keys = keys;
        this.clock = clock;
        this.skew = skew;
    }

    /**
     * The claims of a token that is in force.
     *
     * @throws InvalidTokenException with what is wrong: form, key, signature, time
     */
    public AccessToken verify(String text) throws InvalidTokenException {
        if (text.length() > MAX_LENGTH) {
            throw new InvalidTokenException("invalid token: longer than " + MAX_LENGTH + " characters");
        }
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3) {
            throw new InvalidTokenException("invalid token: not of three parts");
        }
        if (!"HS256".equals(json(parts[0]).path("alg").asText())) {
            throw new InvalidTokenException("invalid token: its algorithm must be HS256");
        }
        JsonNode claims = json(parts[1]);
        String key = claims.path("iss").asText();
        byte[] secret = keys.secret(key);
        if (secret == null) {
            throw new InvalidTokenException("invalid API key: no key of the name in the token's iss");
        }
        byte[] expected = Signature.hs256(secret, parts[0] + "." + parts[1]);
        if (!MessageDigest.isEqual(expected, bytes(parts[2]))) {
            throw new InvalidTokenException("invalid token: wrong signature");
        }
        return inForce(read(key, claims));
    }

    private AccessToken inForce(AccessToken token) throws InvalidTokenException {
        Instant now = clock.instant();
        if (!now.minus(skew).isBefore(token.expires())) {
            throw new InvalidTokenException("invalid token: it has expired, ask for a new one");
        }
        if (now.plus(skew).isBefore(token.notBefore())) {
            throw new InvalidTokenException("invalid token: not valid yet, compare the clocks");
        }
        return token;
    }

    private static AccessToken read(String key, JsonNode claims) throws InvalidTokenException {
        if (!claims.path("exp").canConvertToLong() || !claims.path("exp").isNumber()) {
            throw new InvalidTokenException("invalid token: no exp, so it would never end");
        }
        VideoGrant grant;
        try {
            grant = claims.has("video")
                    ? JSON.treeToValue(claims.get("video"), VideoGrant.class)
                    : new VideoGrant(null, false, false, false, false, null, null, null, null, null, false);
        } catch (IOException e) {
            throw new InvalidTokenException("invalid token: its video grant is malformed");
        }
        if (grant == null) {
            throw new InvalidTokenException("invalid token: its video grant is malformed");
        }
        Map<String, String> attributes = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : claims.path("attributes").properties()) {
            attributes.put(entry.getKey(), entry.getValue().asText());
        }
        String identity = claims.path("sub").asText();
        if (identity.length() > MAX_NAME || grant.roomName().length() > MAX_NAME) {
            throw new InvalidTokenException("invalid token: identity or room longer than " + MAX_NAME + " characters");
        }
        return new AccessToken(
                key,
                identity,
                claims.path("name").asText(),
                claims.path("metadata").asText(),
                attributes,
                grant,
                second(claims.path("nbf").asLong(0)),
                second(claims.path("exp").asLong()));
    }

    private static Instant second(long value) {
        // Beyond what Instant holds a date means never or always all the same.
        return Instant.ofEpochSecond(Math.max(0, Math.min(value, 253_402_300_799L)));
    }

    private static JsonNode json(String part) throws InvalidTokenException {
        try {
            JsonNode node = JSON.readTree(bytes(part));
            if (node == null || !node.isObject()) {
                throw new InvalidTokenException("invalid token: a part is no JSON object");
            }
            return node;
        } catch (IOException e) {
            throw new InvalidTokenException("invalid token: a part is no JSON");
        }
    }

    private static byte[] bytes(String part) throws InvalidTokenException {
        try {
            return Base64.getUrlDecoder().decode(part);
        } catch (IllegalArgumentException e) {
            throw new InvalidTokenException("invalid token: a part is not base64url");
        }
    }
}
