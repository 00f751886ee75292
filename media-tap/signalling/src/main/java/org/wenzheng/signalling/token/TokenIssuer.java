package org.wenzheng.signalling.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Signs tokens (RFC 7515 compact form, HS256). Safe for any thread. */
public final class TokenIssuer {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final String HEADER =
            BASE64.encodeToString("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));

    private final ApiKeys keys;

    public TokenIssuer(ApiKeys keys) {
        this.keys = keys;
    }

    /**
     * The signed text of a token.
     *
     * @throws IllegalArgumentException when its key is not known
     */
    public String issue(AccessToken token) {
        byte[] secret = keys.secret(token.key());
        if (secret == null) {
            throw new IllegalArgumentException("no key of the name " + token.key());
        }
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", token.key());
        claims.put("sub", token.identity());
        claims.put("nbf", token.notBefore().getEpochSecond());
        claims.put("exp", token.expires().getEpochSecond());
        claims.put("name", token.name());
        if (!token.metadata().isEmpty()) {
            claims.put("metadata", token.metadata());
        }
        if (!token.attributes().isEmpty()) {
            claims.put("attributes", token.attributes());
        }
        claims.put("video", token.video());
        String signed;
        try {
            signed = HEADER + "." + BASE64.encodeToString(JSON.writeValueAsBytes(claims));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("claims of plain values always become JSON", e);
        }
        return signed + "." + BASE64.encodeToString(Signature.hs256(secret, signed));
    }
}
