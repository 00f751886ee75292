package org.wenzheng.signalling.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.wenzheng.signalling.token.AccessToken;
import org.wenzheng.signalling.token.ApiKeys;
import org.wenzheng.signalling.token.TokenIssuer;
import org.wenzheng.signalling.token.TokenVerifier;
import org.wenzheng.signalling.token.VideoGrant;

class AdmissionTest {

    private static final Instant NOW = Instant.parse("2026-11-26T04:00:00Z");

    private final ApiKeys keys = ApiKeys.parse("portal:0123456789abcdef0123456789abcdef");
    private final Admission admission = new Admission(new TokenVerifier(keys, Clock.fixed(NOW, ZoneOffset.UTC)));

    private String token(String identity, VideoGrant grant) {
        return new TokenIssuer(keys)
                .issue(new AccessToken("portal", identity, "", "", Map.of(), grant, NOW, NOW.plusSeconds(60)));
    }

    @Test
    void admitsByParameterAndByHeader() throws RefusedException {
        String token = token("alice", VideoGrant.join("r"));
        Map<String, String> query =
                Map.of("access_token", token, "auto_subscribe", "0", "reconnect", "1", "sid", "PA_1", "sdk", "js");

        Joining joining = admission.admit(ConnectionMode.DUAL, query, null);
        assertThat(joining.room()).isEqualTo("r");
        assertThat(joining.request().getReconnect()).isTrue();
        assertThat(joining.request().getParticipantSid()).isEqualTo("PA_1");
        assertThat(joining.request().getConnectionSettings().getAutoSubscribe()).isFalse();
        assertThat(admission
                        .admit(ConnectionMode.DUAL, Map.of(), "Bearer " + token)
                        .token()
                        .identity())
                .isEqualTo("alice");
    }

    @Test
    void refusesWithTheStatusThatClientsUnderstand() {
        refused(401, null, ConnectionMode.DUAL);
        refused(401, "rubbish", ConnectionMode.DUAL);
        refused(401, token("alice", VideoGrant.administer("r")), ConnectionMode.DUAL);
        refused(400, token("", VideoGrant.join("r")), ConnectionMode.DUAL);
        refused(400, token("alice", VideoGrant.join("")), ConnectionMode.DUAL);
        refused(400, token("alice", VideoGrant.join("r")), ConnectionMode.SINGLE);
    }

    private void refused(int status, @Nullable String token, ConnectionMode mode) {
        assertThatThrownBy(() -> admission.admit(mode, token == null ? Map.of() : Map.of("access_token", token), null))
                .asInstanceOf(InstanceOfAssertFactories.type(RefusedException.class))
                .extracting(RefusedException::status)
                .isEqualTo(status);
    }
}
