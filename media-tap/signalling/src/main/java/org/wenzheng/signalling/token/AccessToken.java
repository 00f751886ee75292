package org.wenzheng.signalling.token;

import java.time.Instant;
import java.util.Map;

/**
 * A token's claims.
 *
 * @param key name of the key that signed it (claim {@code iss})
 * @param identity who holds it, unique within the room (claim {@code sub}); empty for a server
 * @param name shown to others
 * @param metadata free text of the issuer
 * @param attributes what the issuer says about the participant; those of {@link CallClaims} can never be changed by a client
 * @param video what it allows
 * @param notBefore when it begins
 * @param expires when it ends
 */
public record AccessToken(
        String key,
        String identity,
        String name,
        String metadata,
        Map<String, String> attributes,
        VideoGrant video,
        Instant notBefore,
        Instant expires) {

    public AccessToken {
        attributes = Map.copyOf(attributes);
    }

    /** The same with other times. */
    public AccessToken during(Instant from, Instant until) {
        return new AccessToken(key, identity, name, metadata, attributes, video, from, until);
    }

    /** The same with other attributes. */
    public AccessToken saying(Map<String, String> other) {
        return new AccessToken(key, identity, name, metadata, other, video, notBefore, expires);
    }

    /** Nothing of a person, for logs. */
    @Override
    public String toString() {
        return "AccessToken[key=" + key + ", expires=" + expires + "]";
    }
}
