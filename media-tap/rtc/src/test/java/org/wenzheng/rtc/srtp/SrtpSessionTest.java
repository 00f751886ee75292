package org.wenzheng.rtc.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SrtpSessionTest {
    private static final int OFFSET = 7;
    private final Random random = new Random(3711);

    private SrtpSession session(SrtpProfile profile, boolean server) {
        byte[] exported = new byte[profile.keyingMaterialLength()];
        new Random(7714).nextBytes(exported);
        return new SrtpSession(SrtpKeys.of(profile, exported, server));
    }

    private byte[] rtp(int sequence, int ssrc, int payload) {
        byte[] packet = new byte[12 + payload];
        random.nextBytes(packet);
        packet[0] = (byte) 0x80;
        packet[1] = 96;
        packet[2] = (byte) (sequence >> 8);
        packet[3] = (byte) sequence;
        packet[8] = packet[9] = packet[10] = 0;
        packet[11] = (byte) ssrc;
        return packet;
    }

    private static byte[] roomy(byte[] packet) {
        byte[] buffer = new byte[OFFSET + packet.length + SrtpProfile.MAX_OVERHEAD];
        System.arraycopy(packet, 0, buffer, OFFSET, packet.length);
        return buffer;
    }

    private static byte[] protect(SrtpSession session, byte[] packet) {
        byte[] buffer = roomy(packet);
        int length = session.protectRtp(buffer, OFFSET, packet.length);
        assertThat(length).isGreaterThan(packet.length);
        return Arrays.copyOfRange(buffer, OFFSET, OFFSET + length);
    }

    private static byte[] unprotect(SrtpSession session, byte[] packet) {
        byte[] buffer = roomy(packet);
        int length = session.unprotectRtp(buffer, OFFSET, packet.length);
        assertThat(length).isPositive();
        return Arrays.copyOfRange(buffer, OFFSET, OFFSET + length);
    }

    private static int result(SrtpSession session, byte[] packet) {
        return session.unprotectRtp(roomy(packet), OFFSET, packet.length);
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void carriesPacketsBothWaysAcrossTheEndOfTheSequence(SrtpProfile profile) {
        SrtpSession server = session(profile, true);
        SrtpSession client = session(profile, false);
        for (int i = 0; i < 300; i++) {
            byte[] packet = rtp(65400 + i & 0xFFFF, 5, random.nextInt(1200));
            byte[] sent = protect(server, packet);
            assertThat(sent).hasSize(packet.length + profile.tagLength());
            assertThat(unprotect(client, sent)).isEqualTo(packet);
            assertThat(unprotect(server, protect(client, packet))).isEqualTo(packet);
        }
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void carriesReports(SrtpProfile profile) {
        SrtpSession server = session(profile, true);
        SrtpSession client = session(profile, false);
        byte[] report = new byte[28];
        random.nextBytes(report);
        report[0] = (byte) 0x80;
        report[1] = (byte) 200;
        byte[] buffer = roomy(report);
        int length = client.protectRtcp(buffer, OFFSET, report.length);
        assertThat(length).isEqualTo(report.length + 4 + profile.tagLength());
        byte[] again = buffer.clone();
        assertThat(server.unprotectRtcp(buffer, OFFSET, length)).isEqualTo(report.length);
        assertThat(Arrays.copyOfRange(buffer, OFFSET, OFFSET + report.length)).isEqualTo(report);
        assertThat(server.unprotectRtcp(again, OFFSET, length)).isEqualTo(SrtpSession.REPLAYED);
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void refusesWhatIsForgedRepeatedOrSentTwice(SrtpProfile profile) {
        SrtpSession server = session(profile, true);
        SrtpSession client = session(profile, false);
        byte[] packet = rtp(100, 5, 200);
        byte[] sent = protect(client, packet);
        byte[] forged = sent.clone();
        forged[40] ^= 1;
        assertThat(result(server, forged)).isEqualTo(SrtpSession.NOT_AUTHENTIC);
        assertThat(unprotect(server, sent)).isEqualTo(packet);
        assertThat(result(server, sent)).isEqualTo(SrtpSession.REPLAYED);
        byte[] otherSource = sent.clone();
        otherSource[11] = 6;
        assertThat(result(server, otherSource)).isEqualTo(SrtpSession.NOT_AUTHENTIC);
        assertThat(client.protectRtp(roomy(packet), OFFSET, packet.length))
                .as("one key stream must never serve two packets")
                .isEqualTo(SrtpSession.REPLAYED);
        assertThat(result(session(profile, false), sent)).isEqualTo(SrtpSession.NOT_AUTHENTIC);
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void survivesWhateverComesAndGoesOn(SrtpProfile profile) {
        SrtpSession server = session(profile, true);
        SrtpSession client = session(profile, false);
        int accepted = 0;
        for (int i = 0; i < 5_000; i++) {
            byte[] sent = protect(client, rtp(i & 0xFFFF, 5, random.nextInt(100)));
            byte[] mutated = Arrays.copyOf(sent, random.nextInt(3) == 0 ? random.nextInt(200) : sent.length);
            for (int n = 1 + random.nextInt(4); n > 0 && mutated.length > 0; n--) {
                mutated[random.nextInt(mutated.length)] ^= (byte) (1 + random.nextInt(255));
            }
            byte[] buffer = roomy(mutated);
            if (server.unprotectRtp(buffer, OFFSET, mutated.length) >= 0 && !Arrays.equals(mutated, sent)) {
                accepted++;
            }
            assertThat(server.unprotectRtcp(roomy(mutated), OFFSET, mutated.length))
                    .isNegative();
            assertThat(result(server, sent)).isPositive();
        }
        assertThat(accepted).isZero();
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void refusesToSendWhatIsNoPacket(SrtpProfile profile) {
        SrtpSession server = session(profile, true);
        byte[] packet = rtp(1, 5, 20);
        assertThat(server.protectRtp(roomy(packet), OFFSET, 11)).isEqualTo(SrtpSession.MALFORMED);
        packet[0] = (byte) 0x90;
        packet[14] = packet[15] = 0x7F;
        assertThat(server.protectRtp(roomy(packet), OFFSET, packet.length)).isEqualTo(SrtpSession.MALFORMED);
        assertThat(server.protectRtcp(roomy(packet), OFFSET, 7)).isEqualTo(SrtpSession.MALFORMED);
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void keepsABoundedNumberOfSources(SrtpProfile profile) {
        SrtpSession client = session(profile, false);
        int refused = 0;
        for (int i = 0; i < SrtpSession.MAX_SOURCES + 10; i++) {
            byte[] packet = rtp(1, 5, 20);
            packet[9] = (byte) (i >> 8);
            packet[10] = (byte) i;
            refused += client.protectRtp(roomy(packet), OFFSET, packet.length) == SrtpSession.TOO_MANY_SOURCES ? 1 : 0;
        }
        assertThat(refused).isEqualTo(10);
    }
}
