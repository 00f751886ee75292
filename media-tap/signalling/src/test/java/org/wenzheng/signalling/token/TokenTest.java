package org.wenzheng.signalling.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final Instant NOW = Instant.parse("2026-11-26T04:00:00Z");

    private final ApiKeys keys = ApiKeys.parse("portal:" + SECRET + ",second:" + SECRET + "x");
    private final TokenIssuer issuer = new TokenIssuer(keys);

    private static AccessToken token(String key, VideoGrant grant) {
        return new AccessToken(key, "c-1", "王女士", "", Map.of("a", "b"), grant, NOW, NOW.plus(Duration.ofMinutes(10)));
    }

    private TokenVerifier at(Instant now) {
        return new TokenVerifier(keys, Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void verifiesWhatItIssued() throws InvalidTokenException {
        AccessToken token = token("second", VideoGrant.join("01ROOM"));

        assertThat(at(NOW).verify(issuer.issue(token))).isEqualTo(token);
    }

    @Test
    void readsATokenOfLiveKitsOwnServerSdk() throws InvalidTokenException {
        // iss, sub, name, nbf, exp and a video grant of roomJoin with canPublish false, as its SDKs write them.
        String header = encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
        String claims = encode(
                "{\"exp\":1795665600,\"identity\":\"old\",\"iss\":\"portal\",\"kind\":\"standard\",\"name\":\"N\","
                        + "\"nbf\":1795660000,\"sub\":\"id\",\"video\":{\"canPublish\":false,\"canPublishSources\":[\"camera\"],"
                        + "\"room\":\"r\",\"roomJoin\":true,\"ingressAdmin\":true}}");
        String signature = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Signature.hs256(SECRET.getBytes(StandardCharsets.UTF_8), header + "." + claims));

        AccessToken token = at(Instant.ofEpochSecond(1_795_661_000)).verify(header + "." + claims + "." + signature);

        assertThat(token.identity()).isEqualTo("id");
        assertThat(token.video().mayPublish()).isFalse();
        assertThat(token.video().maySubscribe()).isTrue();
        assertThat(token.video().canPublishSources()).isEqualTo(List.of("camera"));
    }

    @Test
    void holdsItsTimesWithinTheClockSkew() throws InvalidTokenException {
        String text = issuer.issue(token("portal", VideoGrant.join("r")));
        Duration almost = TokenVerifier.CLOCK_SKEW.minusSeconds(1);

        at(NOW.minus(almost)).verify(text);
        at(NOW.plusSeconds(600).plus(almost)).verify(text);
        assertThatThrownBy(() ->
                        at(NOW.minus(TokenVerifier.CLOCK_SKEW).minusSeconds(1)).verify(text))
                .hasMessageContaining("not valid yet");
        assertThatThrownBy(() ->
                        at(NOW.plusSeconds(600).plus(TokenVerifier.CLOCK_SKEW)).verify(text))
                .hasMessageContaining("expired");
    }

    @Test
    void refusesOtherKeysAndSecrets() {
        String foreign =
                new TokenIssuer(ApiKeys.parse("portal:" + "z".repeat(32))).issue(token("portal", VideoGrant.join("r")));
        String unknown = new TokenIssuer(ApiKeys.parse("other:" + SECRET)).issue(token("other", VideoGrant.join("r")));

        assertThatThrownBy(() -> at(NOW).verify(foreign)).hasMessageContaining("signature");
        assertThatThrownBy(() -> at(NOW).verify(unknown)).hasMessageContaining("API key");
    }

    @Test
    void refusesATokenWithoutASignature() {
        String claims = issuer.issue(token("portal", VideoGrant.join("r"))).split("\\.", -1)[1];

        assertThatThrownBy(() -> at(NOW).verify(encode("{\"alg\":\"none\"}") + "." + claims + "."))
                .hasMessageContaining("HS256");
    }

    @Test
    void refusesATokenThatNeverEnds() {
        String header = encode("{\"alg\":\"HS256\"}");
        String claims = encode("{\"iss\":\"portal\",\"sub\":\"x\"}");
        String signature = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Signature.hs256(SECRET.getBytes(StandardCharsets.UTF_8), header + "." + claims));

        assertThatThrownBy(() -> at(NOW).verify(header + "." + claims + "." + signature))
                .hasMessageContaining("exp");
    }

    @Test
    void mutatedTokensAreAllRefused() {
        String text = issuer.issue(token("portal", VideoGrant.join("r")));
        Random random = new Random(7519);
        for (int i = 0; i < 10_000; i++) {
            char[] mutated = text.toCharArray();
            int at = random.nextInt(mutated.length - 1); // the last character holds two bits that nothing reads
            char other = (char) random.nextInt(128);
            if (mutated[at] == other) {
                continue;
            }
            mutated[at] = other;
            String candidate = new String(mutated);
            assertThatThrownBy(() -> at(NOW).verify(candidate)).isInstanceOf(InvalidTokenException.class);
        }
    }

    @Test
    void refusesDeepJson() {
        String deep = encode("[".repeat(3000));

        assertThatThrownBy(() -> at(NOW).verify(deep + "." + deep + "." + deep))
                .isInstanceOf(InvalidTokenException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "name", ":0123456789abcdef0123456789abcdef", "a:short", "a:0123456789abcdef0123456789abcdef,"
            })
    void refusesKeysWithAReasonButNoSecret(String text) {
        assertThatThrownBy(() -> ApiKeys.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SFU_KEYS")
                .hasMessageNotContaining("0123456789abcdef");
    }

    @Test
    void roleAndConsentsComeBackFromAttributes() {
        CallClaims claims = new CallClaims(CallRole.CITIZEN, true, false, true, true, 1_795_660_000_000L, "zh");

        assertThat(CallClaims.of(claims.toAttributes())).isEqualTo(claims);
        assertThat(CallClaims.of(Map.of("wenzheng.role", "king", "wenzheng.consents", "Record,all")))
                .isEqualTo(CallClaims.NONE);
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
