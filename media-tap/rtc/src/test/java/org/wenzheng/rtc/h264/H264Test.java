package org.wenzheng.rtc.h264;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wenzheng.rtc.Mutations;

class H264Test {

    // Constrained baseline 42c01f, one reference frame, order type 2.
    private static final String VGA = "6742c01f da 02 80 f6 80 6d 0a 13 50";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "65 88", // IDR slice
                "67 42", // sequence parameters
                "78 0002 6742 0002 68ce", // parameters aggregated
                "78 0002 68ce 0002 6588", // picture parameters, then IDR
                "7c 85 88", // first part of an IDR slice
            })
    void findsWhereKeyFramesStart(String octets) {
        assertThat(startsKeyFrame(octets)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "61 88", // another slice
                "68 ce", // picture parameters alone
                "7c 05 88", // a later part of an IDR slice
                "7c 45 88", // its last part
                "7c 81 88", // first part of another slice
                "78 0002 61ff 0002 68ce", //
                "78 0009 6742", // cut short
                "78 0000 6742",
                "65",
            })
    void findsNoneElsewhere(String octets) {
        assertThat(startsKeyFrame(octets)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"640,480", "1280,720", "1920,1080", "176,144", "854,480"})
    void readsTheSizeThatAnEncoderWrote(int width, int height) {
        byte[] baseline = new ParametersWriter(66).write(width, height);
        assertThat(SequenceParameters.read(baseline, 0, baseline.length))
                .isEqualTo(new SequenceParameters(width, height));
        byte[] high = new ParametersWriter(100).write(width, height);
        assertThat(SequenceParameters.read(high, 0, high.length)).isEqualTo(new SequenceParameters(width, height));
    }

    @Test
    void tellsNoSizeOfWhatIsCutShort() {
        byte[] whole = new ParametersWriter(100).write(640, 480);
        for (int length = 0; length < 8; length++) {
            assertThat(SequenceParameters.read(whole, 0, length)).isEqualTo(SequenceParameters.UNKNOWN);
        }
    }

    @Test
    void survivesMutations() {
        Mutations.of(
                2,
                mutated -> {
                    H264Payload.startsKeyFrame(mutated, 0, mutated.readableBytes());
                    byte[] unit = Mutations.bytes(mutated);
                    SequenceParameters size = SequenceParameters.read(unit, 0, unit.length);
                    assertThat(size.width()).isBetween(0, 16_384);
                },
                new ParametersWriter(100).write(640, 480),
                new ParametersWriter(66).write(1920, 1080),
                HexFormat.of().parseHex(VGA.replace(" ", "")),
                HexFormat.of().parseHex("780002674200026588"));
    }

    private static boolean startsKeyFrame(String octets) {
        ByteBuf payload = Unpooled.wrappedBuffer(HexFormat.of().parseHex(octets.replace(" ", "")));
        return H264Payload.startsKeyFrame(payload, 0, payload.readableBytes());
    }

    /** Writes sequence parameters as ITU-T H.264 7.3.2.1.1 says, emulation prevention included. */
    private static final class ParametersWriter {

        private final StringBuilder bits = new StringBuilder();
        private final int profile;

        ParametersWriter(int profile) {
            this.profile = profile;
        }

        byte[] write(int width, int height) {
            int columns = (width + 15) / 16;
            int rows = (height + 15) / 16;
            fixed(profile, 8).fixed(0, 16).golomb(0);
            if (profile == 100) {
                golomb(1).golomb(0).golomb(0).fixed(0, 1).fixed(1, 1);
                fixed(1, 1); // one scaling list: constant deltas of zero
                for (int entry = 0; entry < 16; entry++) {
                    golomb(0);
                }
                fixed(0, 7);
            }
            golomb(0).golomb(0).golomb(2).golomb(1).fixed(0, 1);
            golomb(columns - 1).golomb(rows - 1).fixed(1, 1).fixed(1, 1);
            fixed(1, 1).golomb(0).golomb((columns * 16 - width) / 2).golomb(0).golomb((rows * 16 - height) / 2);
            fixed(0, 1).fixed(1, 1);
            while (bits.length() % 8 != 0) {
                bits.append('0');
            }
            ByteBuf unit = Unpooled.buffer().writeByte(0x67);
            int zeros = 0;
            for (int bit = 0; bit < bits.length(); bit += 8) {
                int octet = Integer.parseInt(bits.substring(bit, bit + 8), 2);
                if (zeros == 2 && octet <= 3) {
                    unit.writeByte(3);
                    zeros = 0;
                }
                unit.writeByte(octet);
                zeros = octet == 0 ? zeros + 1 : 0;
            }
            return Mutations.bytes(unit);
        }

        private ParametersWriter fixed(int value, int count) {
            for (int bit = count - 1; bit >= 0; bit--) {
                bits.append(value >> bit & 1);
            }
            return this;
        }

        private ParametersWriter golomb(int value) {
            int length = Integer.SIZE - Integer.numberOfLeadingZeros(value + 1);
            return fixed(0, length - 1).fixed(value + 1, length);
        }
    }
}
