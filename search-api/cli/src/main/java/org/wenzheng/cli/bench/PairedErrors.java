package org.wenzheng.cli.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.wenzheng.models.runtime.speech.CharacterErrorRate;

/**
 * Error rates of the same clips under two conditions: the difference of the rates, with a 95 % interval by the paired bootstrap
 * over clips (Efron and Tibshirani 1993).
 */
record PairedErrors(double difference, double low, double high) {

    private static final int SAMPLES = 2_000;
    private static final double TAIL = 0.025;

    /** Both lists in the order of the clips; of the same length. */
    static PairedErrors of(List<CharacterErrorRate> before, List<CharacterErrorRate> after) {
        Random random = new Random(7);
        double[] differences = new double[SAMPLES];
        int[] drawn = new int[before.size()];
        for (int sample = 0; sample < SAMPLES; sample++) {
            Arrays.setAll(drawn, i -> random.nextInt(before.size()));
            differences[sample] = rate(after, drawn) - rate(before, drawn);
        }
        Arrays.sort(differences);
        Arrays.setAll(drawn, i -> i);
        return new PairedErrors(
                rate(after, drawn) - rate(before, drawn),
                differences[(int) (TAIL * SAMPLES)],
                differences[(int) ((1 - TAIL) * SAMPLES) - 1]);
    }

    private static double rate(List<CharacterErrorRate> clips, int[] drawn) {
        CharacterErrorRate sum = CharacterErrorRate.NONE;
        for (int clip : drawn) {
            sum = sum.plus(clips.get(clip));
        }
        return sum.rate();
    }
}
