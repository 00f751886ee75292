package org.wenzheng.rtc.stun;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StunMessageTest {
    /** RFC 5769, section 2.1: user name evtj:h6vY, with SOFTWARE, PRIORITY and ICE-CONTROLLED. */
    private static final byte[] SAMPLE = HexFormat.of()
            .parseHex("000100582112a442b7e7a701bc34d686fa87dfae802200105354554e207465737420636c69656e74"
                    + "002400046e0001ff80290008932ff9b151263b36000600096576746a3a68367659202020"
                    + "000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a280280004e57a3bcf");

    private static final String PASSWORD = "VOkJxbRl1RmTxUk/WvJxBt";
    private static final byte[] TRANSACTION = "abcdefghijkl".getBytes(StandardCharsets.US_ASCII);

    private final StunMessage message = new StunMessage();

    @Test
    void readsTheSampleRequestOfTheRfc() {
        assertThat(message.parse(Unpooled.wrappedBuffer(SAMPLE))).isTrue();
        assertThat(message.type()).isEqualTo(StunMessage.BINDING_REQUEST);
        assertThat(message.priority()).isEqualTo(0x6E0001FFL);
        assertThat(message.iceControlled()).isTrue();
        assertThat(message.useCandidate()).isFalse();
        assertThat(message.unknownAttribute()).isEqualTo(-1);
        assertThat(username()).isEqualTo("evtj:h6vY");
        assertThat(message.verify(new MessageIntegrity(PASSWORD))).isTrue();
        assertThat(message.verify(new MessageIntegrity(PASSWORD + "x"))).isFalse();
        assertThat(message.verify(new MessageIntegrity(PASSWORD)))
                .as("verifying leaves the message as it was")
                .isTrue();
    }

    @Test
    void refusesTheSampleWithAnyBitFlipped() {
        MessageIntegrity key = new MessageIntegrity(PASSWORD);
        for (int bit = 0; bit < SAMPLE.length * 8; bit++) {
            byte[] damaged = SAMPLE.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(message.parse(Unpooled.wrappedBuffer(damaged)))
                    .as("bit %s", bit)
                    .isFalse();
        }
        assertThat(message.parse(Unpooled.wrappedBuffer(SAMPLE)) && message.verify(key))
                .isTrue();
    }

    @Test
    void readsNominationAndWhatItDoesNotKnow() {
        byte[] check = StunRequests.check(TRANSACTION, "ABCDEFGH:remote", PASSWORD, true);
        assertThat(message.parse(Unpooled.wrappedBuffer(check))).isTrue();
        assertThat(message.useCandidate()).isTrue();
        byte[] strange = new StunRequests(TRANSACTION)
                .attribute(0x0006, new byte[] {65, 58, 66})
                .attribute(0x7FF0, new byte[3])
                .signed(1, PASSWORD);
        assertThat(message.parse(Unpooled.wrappedBuffer(strange))).isTrue();
        assertThat(message.unknownAttribute()).isEqualTo(0x7FF0);
        assertThat(message.useCandidate()).isFalse();
    }

    @Test
    void takesNothingFromBehindTheIntegrityCode() {
        byte[] signed = new StunRequests(TRANSACTION)
                .attribute(0x0006, new byte[] {65, 58, 66})
                .signed(1, PASSWORD);
        byte[] body = Arrays.copyOfRange(signed, 20, signed.length - 8);
        StunRequests extended = new StunRequests(TRANSACTION);
        extended.attribute(0x0006, Arrays.copyOfRange(body, 4, 7));
        extended.attribute(0x0008, Arrays.copyOfRange(body, 12, 32));
        extended.attribute(0x0025, new byte[0]);
        assertThat(message.parse(Unpooled.wrappedBuffer(extended.withFingerprint(1))))
                .isTrue();
        assertThat(message.useCandidate()).isFalse();
        assertThat(message.verify(new MessageIntegrity(PASSWORD))).isTrue();
    }

    @Test
    void wantsAFingerprint() {
        StunRequests request = new StunRequests(TRANSACTION).attribute(0x0006, new byte[] {65, 58, 66});
        byte[] whole = request.withFingerprint(1);
        byte[] without = Arrays.copyOf(whole, whole.length - 8);
        without[3] = (byte) (without[3] - 8);
        assertThat(StunMessage.isStun(Unpooled.wrappedBuffer(without))).isTrue();
        assertThat(message.parse(Unpooled.wrappedBuffer(without))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "2001:db8:1234:5678:11:2233:4455:6677"})
    void tellsTheRequesterItsAddress(String text) throws UnknownHostException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(text), 32853);
        assertThat(message.parse(Unpooled.wrappedBuffer(SAMPLE))).isTrue();
        ByteBuf out = Unpooled.buffer();
        new StunResponse().success(message, address, new MessageIntegrity(PASSWORD), out);

        StunMessage answer = new StunMessage();
        assertThat(answer.parse(out)).isTrue();
        assertThat(answer.type()).isEqualTo(StunMessage.BINDING_SUCCESS);
        assertThat(answer.verify(new MessageIntegrity(PASSWORD))).isTrue();
        // RFC 5769, sections 2.2 and 2.3: the same addresses and transaction.
        String expected = address.getAddress().getAddress().length == 4
                ? "002000080001a147e112a643"
                : "002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9";
        assertThat(HexFormat.of().formatHex(out.array(), 20, 20 + expected.length() / 2))
                .isEqualTo(expected);
        assertThat(out.slice(8, 12)).isEqualTo(Unpooled.wrappedBuffer(SAMPLE, 8, 12));
    }

    @Test
    void saysWhatItCannotDo() {
        StunMessage answer = new StunMessage();
        assertThat(message.parse(Unpooled.wrappedBuffer(SAMPLE))).isTrue();
        for (int code : new int[] {StunResponse.ROLE_CONFLICT, StunResponse.UNKNOWN_ATTRIBUTE}) {
            ByteBuf out = Unpooled.buffer();
            new StunResponse().error(message, code, new MessageIntegrity(PASSWORD), out);
            assertThat(answer.parse(out)).isTrue();
            assertThat(answer.type()).isEqualTo(StunMessage.BINDING_ERROR);
            assertThat(answer.verify(new MessageIntegrity(PASSWORD))).isTrue();
            assertThat(out.getByte(26) * 100 + out.getByte(27)).isEqualTo(code);
        }
    }

    @Test
    void survivesWhateverComes() {
        Random random = new Random(5769);
        MessageIntegrity key = new MessageIntegrity(PASSWORD);
        int parsed = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] mutated = Arrays.copyOf(SAMPLE, random.nextInt(4) == 0 ? random.nextInt(1400) : SAMPLE.length);
            for (int n = random.nextInt(8); n > 0 && mutated.length > 0; n--) {
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
            }
            if (mutated.length >= 20) {
                mutated[2] = (byte) ((mutated.length - 20) >> 8);
                mutated[3] = (byte) (mutated.length - 20);
            }
            if (message.parse(Unpooled.wrappedBuffer(mutated))) {
                parsed++;
                assertThat(message.verify(key)).isEqualTo(Arrays.equals(mutated, SAMPLE));
            }
        }
        assertThat(parsed).as("the unchanged ones").isPositive();
    }

    private String username() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < message.usernameLength(); i++) {
            text.append((char) message.usernameByte(i));
        }
        return text.toString();
    }
}
