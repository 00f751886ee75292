package org.wenzheng.models.runtime.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LogMelTest {

    @Test
    void agreesWithATransformByDefinition() {
        Random random = new Random(3);
        double[] first = random.doubles(RealFourier400.SIZE, -1, 1).toArray();
        double[] second = random.doubles(RealFourier400.SIZE, -1, 1).toArray();
        double[] firstPower = new double[RealFourier400.BINS];
        double[] secondPower = new double[RealFourier400.BINS];

        new RealFourier400().power(first, second, firstPower, secondPower);

        for (int k = 0; k < RealFourier400.BINS; k += 7) {
            assertThat(firstPower[k]).isCloseTo(power(first, k), within(1e-8));
            assertThat(secondPower[k]).isCloseTo(power(second, k), within(1e-8));
        }
    }

    private static double power(double[] samples, int k) {
        double re = 0;
        double im = 0;
        for (int n = 0; n < samples.length; n++) {
            re += samples[n] * Math.cos(2 * Math.PI * k * n / samples.length);
            im -= samples[n] * Math.sin(2 * Math.PI * k * n / samples.length);
        }
        return re * re + im * im;
    }

    @Test
    void putsAToneIntoItsFilterAndSilenceAtTheFloor() {
        float[] tone = new float[LogMel.SAMPLE_RATE];
        for (int i = 0; i < tone.length; i++) {
            tone[i] = (float) (0.5 * Math.sin(2 * Math.PI * 1000 * i / LogMel.SAMPLE_RATE));
        }

        float[] mel = new LogMel(80).of(tone, 200);

        int loudest = 0;
        for (int m = 0; m < 80; m++) {
            loudest = mel[m * 200 + 50] > mel[loudest * 200 + 50] ? m : loudest;
        }
        assertThat(loudest).isBetween(25, 28); // 1 kHz is 15 of 45.2 mel, 81 steps to the top
        float top = mel[loudest * 200 + 50];
        assertThat(mel[loudest * 200 + 150]).isCloseTo(top - 2, within(1e-3f)); // eight decades below, in fours
    }

    @Test
    void isAPureFunctionOfItsSamples() {
        float[] noise = new float[5_000];
        Random random = new Random(5);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.nextGaussian() / 10;
        }
        LogMel mel = new LogMel(80);

        assertThat(mel.of(noise, 100)).isEqualTo(mel.of(noise, 100));
    }
}
