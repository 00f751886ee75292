package org.wenzheng.jobs.opus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpusCodecTest {
    private static final int SECOND = OpusDecoder.RATE;

    private static short[] tone(double hertz, int samples) {
        short[] pcm = new short[samples];
        for (int i = 0; i < samples; i++) {
            pcm[i] = (short) (8000 * Math.sin(2 * Math.PI * hertz * i / SECOND));
        }
        return pcm;
    }

    private static List<byte[]> packets(short[] pcm) {
        try (OpusEncoder encoder = new OpusEncoder(32_000)) {
            return encoder.encode(pcm);
        }
    }

    private static double rms(short[] pcm, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (double) pcm[i] * pcm[i];
        }
        return Math.sqrt(sum / (to - from));
    }

    private static short[] decode(OpusDecoder decoder, List<byte[]> packets) {
        short[] pcm = new short[packets.size() * 320];
        int at = 0;
        for (byte[] packet : packets) {
            at += decoder.decode(packet, pcm, at);
        }
        assertThat(at).isEqualTo(pcm.length);
        return pcm;
    }

    @Test
    void keepsAToneAtItsLevel() {
        OpusDecoder decoder = new OpusDecoder();
        short[] pcm = decode(decoder, packets(tone(440, SECOND)));
        assertThat(rms(pcm, 4000, 15_000)).isBetween(5300.0, 6000.0); // 8000 / sqrt 2
    }

    @Test
    void givesTheSameSamplesAfterAReset() {
        List<byte[]> packets = packets(tone(700, SECOND));
        OpusDecoder used = new OpusDecoder();
        decode(used, packets(tone(300, SECOND / 2)));
        used.reset();
        assertThat(decode(used, packets)).isEqualTo(decode(new OpusDecoder(), packets));
    }

    @Test
    void concealsLostPacketsByWhatWentBefore() {
        List<byte[]> packets = packets(tone(440, SECOND));
        OpusDecoder decoder = new OpusDecoder();
        short[] pcm = new short[2 * SECOND];
        int at = 0;
        for (byte[] packet : packets.subList(0, 25)) {
            at += decoder.decode(packet, pcm, at);
        }
        int made = decoder.conceal(960 * 2, pcm, at);
        assertThat(made).isEqualTo(640);
        assertThat(rms(pcm, at, at + 320)).isGreaterThan(3000); // goes on, no hole
    }

    @Test
    void putsConcealmentInPlaceOfARefusedPacket() {
        OpusDecoder decoder = new OpusDecoder();
        short[] pcm = new short[4000];
        byte[] malformed = {(byte) 0xfb, (byte) 0x3f, 1, 2, 3}; // 63 frames of 20 ms
        assertThat(decoder.decode(malformed, pcm, 0)).isEqualTo(320);
        assertThat(decoder.decode(OpusPacket.silence(), pcm, 320)).isEqualTo(320);
    }

    @Test
    void removesWhatWouldFoldBack() {
        Decimator decimator = new Decimator();
        short[] high = new short[4800];
        for (int i = 0; i < high.length; i++) {
            high[i] = (short) (8000 * Math.sin(2 * Math.PI * 10_000 * i / 48_000.0));
        }
        short[] out = new short[1600];
        decimator.apply(high, high.length, out, 0);
        assertThat(rms(out, 100, 1600)).isLessThan(8);
    }

    @Test
    void filtersTheSameInPiecesAsAtOnce() {
        short[] input = new short[9600];
        for (int i = 0; i < input.length; i++) {
            input[i] = (short) (5000 * Math.sin(i * 0.05) + 2000 * Math.sin(i * 0.31));
        }
        short[] whole = new short[3200];
        new Decimator().apply(input, input.length, whole, 0);
        short[] pieces = new short[3200];
        Decimator decimator = new Decimator();
        for (int at = 0; at < input.length; at += 960) {
            decimator.apply(java.util.Arrays.copyOfRange(input, at, at + 960), 960, pieces, at / 3);
        }
        assertThat(pieces).isEqualTo(whole);
    }

    /** A tone that rises, so that no packet follows from those before. */
    private static short[] rising(int samples) {
        short[] pcm = new short[samples];
        double phase = 0;
        for (int i = 0; i < samples; i++) {
            phase += 2 * Math.PI * (200 + 1500.0 * i / samples) / SECOND;
            pcm[i] = (short) (6000 * Math.sin(phase) + 2000 * Math.sin(2.5 * phase));
        }
        return pcm;
    }

    private static double noise(short[] expected, short[] heard) {
        double sum = 0;
        for (int i = 0; i < expected.length; i++) {
            sum += Math.pow(expected[i] - heard[i], 2);
        }
        return sum;
    }

    private static short[] withHoles(List<byte[]> packets, int lost, boolean recovering) {
        OpusDecoder decoder = new OpusDecoder();
        short[] pcm = new short[packets.size() * 320];
        int at = 0;
        int hole = 0;
        for (int i = 0; i < packets.size(); i++) {
            if (i % 7 > 6 - lost && i < packets.size() - 1) {
                hole += 960;
                continue;
            }
            byte[] packet = packets.get(i);
            at += recovering ? decoder.recover(packet, hole, pcm, at) : decoder.conceal(hole, pcm, at);
            at += decoder.decode(packet, pcm, at);
            hole = 0;
        }
        assertThat(at).isEqualTo(pcm.length);
        return pcm;
    }

    @ParameterizedTest(name = "{0} in a row of every 7")
    @ValueSource(ints = {1, 2})
    void recoversFromTheNextPacketWhatItRepeats(int lost) {
        List<byte[]> packets;
        try (OpusEncoder encoder = new OpusEncoder(32_000, 25)) {
            packets = encoder.encode(rising(4 * SECOND));
        }
        short[] whole = decode(new OpusDecoder(), packets);
        double concealed = noise(whole, withHoles(packets, lost, false));
        double recovered = noise(whole, withHoles(packets, lost, true));
        assertThat(recovered).as("of %.0f", concealed).isLessThan(concealed * (lost == 1 ? 0.3 : 0.75));
    }

    @Test
    void concealsWhereTheNextPacketRepeatsNothing() {
        List<byte[]> packets = packets(rising(4 * SECOND));
        assertThat(withHoles(packets, 1, true)).hasSameSizeAs(withHoles(packets, 1, false));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void goesOnBehindForgedPackets(long seed) {
        Random random = new Random(seed);
        List<byte[]> packets = packets(tone(440, SECOND));
        OpusDecoder decoder = new OpusDecoder();
        short[] pcm = new short[8000];
        for (int i = 0; i < 3000; i++) {
            byte[] packet = packets.get(i % packets.size()).clone();
            byte[] forged = random.nextBoolean() ? packet : new byte[1 + random.nextInt(300)];
            for (int changes = 1 + random.nextInt(forged.length); changes > 0; changes--) {
                forged[random.nextInt(forged.length)] = (byte) random.nextInt(256);
            }
            int duration = OpusPacket.duration(forged);
            assertThat(decoder.decode(forged, pcm, 0)).isEqualTo(duration == 0 ? 320 : duration / 3);
            assertThat(decoder.recover(forged, 960, pcm, 0)).isEqualTo(320);
        }
        for (byte[] packet : packets.subList(0, 10)) {
            decoder.decode(packet, pcm, 0);
        }
        assertThat(decoder.decode(packets.get(10), pcm, 0)).isEqualTo(320);
        assertThat(rms(pcm, 0, 320)).isBetween(4500.0, 6500.0);
    }

    @ParameterizedTest(name = "first octet {0}, second {1}: {2} samples")
    @CsvSource({
        "0xf8,0,960",
        "0x08,0,960",
        "0x18,0,2880",
        "0x80,0,120",
        "0x49,0,1920",
        "0xfb,6,5760",
        "0xfb,7,0",
        "0x78,0,960"
    })
    void readsDurations(String first, int second, int samples) {
        byte[] packet = {(byte) (int) Integer.decode(first), (byte) second, 0};
        assertThat(OpusPacket.duration(packet)).isEqualTo(samples);
    }
}
