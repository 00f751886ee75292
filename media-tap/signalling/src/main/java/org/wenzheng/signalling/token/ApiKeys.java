package org.wenzheng.signalling.token;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names and secrets of those who may issue tokens. */
public final class ApiKeys {

    /** Bytes that a secret has at least: as many as HMAC-SHA256 gives out (RFC 7518, 3.2). */
    public static final int MIN_SECRET_BYTES = 32;

    private final Map<String, byte[]> secrets;
    private final String first;

    private ApiKeys(Map<String, byte[]> secrets, String first) {
        this.secrets = secrets;
        this.first = first;
    }

    /**
     * Reads {@code name:secret[,name:secret…]}, the form of {@code SFU_KEYS}.
     *
     * @throws IllegalArgumentException with a message for the operator; it never holds a secret
     */
    public static ApiKeys parse(String text) {
        Map<String, byte[]> secrets = new LinkedHashMap<>();
        String first = "";
        for (String pair : text.split(",", -1)) {
            int colon = pair.indexOf(':');
            String name = colon < 0 ? "" : pair.substring(0, colon).strip();
            if (name.isEmpty()) {
                throw new IllegalArgumentException(
                        "SFU_KEYS must be name:secret, several with commas between; one of them has no name");
            }
            byte[] secret = pair.substring(colon + 1).strip().getBytes(StandardCharsets.UTF_8);
            if (secret.length < MIN_SECRET_BYTES) {
                throw new IllegalArgumentException("the secret of key " + name + " in SFU_KEYS has " + secret.length
                        + " bytes; it must have at least " + MIN_SECRET_BYTES + " (openssl rand -hex 32 makes one)");
            }
            if (secrets.put(name, secret) != null) {
                throw new IllegalArgumentException("SFU_KEYS has two keys of the name " + name);
            }
            first = first.isEmpty() ? name : first;
        }
        return new ApiKeys(secrets, first);
    }

    /** The name of the first key, which signs where none is asked for. */
    public String first() {
        return first;
    }

    byte @Nullable [] secret(String name) {
        byte[] secret = secrets.get(name);
        return secret == null ? null : secret.clone();
    }

    /** Names alone. */
    @Override
    public String toString() {
        return "ApiKeys" + secrets.keySet();
    }
}
