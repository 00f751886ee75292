package org.wenzheng.rtc.ice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wenzheng.rtc.ice.IceCandidate.Transport;

class IceLiteAgentTest {
    private final List<String> events = new ArrayList<>();
    private final IceLiteAgent<String> agent =
            new IceLiteAgent<>(new SecureRandom(), Duration.ofSeconds(30), new IceLiteAgent.Listener<>() {
                @Override
                public void selected(String path) {
                    events.add("+" + path);
                }

                @Override
                public void forgotten(String path) {
                    events.add("-" + path);
                }
            });

    private static long at(double seconds) {
        return (long) (seconds * 1e9);
    }

    private void check(String path, boolean nominated, double seconds) {
        agent.checked(agent.generation(), path, nominated, at(seconds));
    }

    @Test
    void takesTheFirstPathAndThenTheNominatedOne() {
        assertThat(agent.reached()).isFalse();
        check("a", false, 0);
        check("b", false, 0.05);
        assertThat(agent.selected()).isEqualTo("a");
        check("b", true, 0.1);
        check("a", false, 0.15);
        assertThat(agent.selected()).isEqualTo("b");
        assertThat(events).containsExactly("+a", "+b");
        assertThat(agent.sinceCheck(at(10.15))).isEqualTo(at(10));
    }

    @Test
    void followsAClientThatMovedWithoutNominating() {
        check("a", true, 0);
        agent.heard(at(9.5));
        check("b", false, 10);
        assertThat(agent.selected())
                .as("the old path was heard half a second ago")
                .isEqualTo("a");
        check("c", false, 10.6);
        assertThat(agent.selected())
                .as("a new address, and silence on the old one")
                .isEqualTo("c");
    }

    @Test
    void staysWhenABackupPathIsKeptWarm() {
        check("a", false, 0);
        check("b", true, 0.1);
        for (double t = 2.5; t < 60; t += 2.5) {
            check("b", true, t);
            check("a", false, t + 2.4);
            assertThat(agent.selected()).isEqualTo("b");
        }
        check("a", false, 70);
        assertThat(agent.selected()).as("the path in use is silent").isEqualTo("a");
    }

    @Test
    void keepsOldCredentialsForAWhileButNotTheirNominations() {
        IceGeneration before = agent.generation();
        check("a", true, 0);
        assertThat(agent.restart(at(5))).isNull();
        IceGeneration after = agent.generation();
        assertThat(after.credentials()).isNotEqualTo(before.credentials());
        assertThat(agent.generation(before.ufragKey())).isSameAs(before);
        assertThat(agent.selected()).as("packets go on").isEqualTo("a");

        agent.checked(after, "b", true, at(6));
        agent.checked(before, "a", true, at(6.1));
        assertThat(agent.selected()).as("an old nomination comes late").isEqualTo("b");

        assertThat(agent.expire(at(34))).isNull();
        assertThat(agent.expire(at(36))).isSameAs(before);
        assertThat(agent.generation(before.ufragKey())).isNull();
        agent.restart(at(40));
        assertThat(agent.restart(at(41))).as("two generations at most").isSameAs(after);
    }

    @Test
    void forgetsPathsThatWereNotUsedForLongest() {
        check("used", true, 0);
        for (int i = 0; i < 40; i++) {
            check("p" + i, false, 0.001 * i);
        }
        assertThat(agent.paths()).hasSize(IceLiteAgent.MAX_PATHS).contains("used");
        assertThat(events).contains("-p0").doesNotContain("-used");
    }

    @Test
    void waitsForAnotherPathWhenAConnectionEnds() {
        check("tcp", true, 0);
        agent.lost("tcp");
        assertThat(agent.selected()).isNull();
        check("b", false, 0.1);
        assertThat(agent.selected()).isEqualTo("b");
    }

    @Test
    void makesCredentialsThatSdpCanCarry() {
        IceCredentials made = IceCredentials.random(new SecureRandom());
        assertThat(made.ufrag()).hasSize(8).matches("[A-Za-z0-9+/]+");
        assertThat(made.password()).hasSize(24);
        assertThat(made.toString()).doesNotContain(made.password());
        assertThatThrownBy(() -> new IceCredentials("abc", made.password())).hasMessageContaining("ice-ufrag");
        assertThatThrownBy(() -> new IceCredentials("abcd", "short")).hasMessageContaining("ice-pwd");
        assertThatThrownBy(() -> new IceCredentials("ab\r\n", made.password()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void writesCandidates() throws Exception {
        InetAddress v4 = InetAddress.getByName("192.0.2.7");
        assertThat(IceCandidate.host(Transport.UDP, new InetSocketAddress(v4, 5000), 0)
                        .toSdp())
                .matches("candidate:\\d+ 1 udp 2130706431 192\\.0\\.2\\.7 5000 typ host");
        assertThat(IceCandidate.host(
                                Transport.TCP, new InetSocketAddress(InetAddress.getByName("2001:db8::1"), 5001), 1)
                        .toSdp())
                .matches("candidate:\\d+ 1 tcp \\d+ 2001:db8:0:0:0:0:0:1 5001 typ host tcptype passive");
        long udpLast = IceCandidate.host(Transport.UDP, new InetSocketAddress(v4, 1), 8000)
                .priority();
        long tcpFirst = IceCandidate.host(Transport.TCP, new InetSocketAddress(v4, 1), 0)
                .priority();
        assertThat(udpLast).isGreaterThan(tcpFirst);
    }
}
