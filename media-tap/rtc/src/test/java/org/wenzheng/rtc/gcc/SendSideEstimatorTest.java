package org.wenzheng.rtc.gcc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wenzheng.rtc.SimulatedLink;

class SendSideEstimatorTest {

    private static final long MS = 1_000_000;

    @ParameterizedTest
    @CsvSource({"300000,1", "1000000,2", "5000000,3", "300000,4", "1000000,5", "5000000,6"})
    void settlesNearTheRateOfTheLinkWithAShortQueue(long rate, long seed) {
        SimulatedLink link = new SimulatedLink(seed).rate(rate, 400).delay(20, 2);
        Sender sender = new Sender(link, 500_000, 9_000_000, 20 * MS);
        sender.meanEstimate(20);
        double mean = sender.meanEstimate(40);
        assertThat(mean).isBetween(0.65 * rate, 1.1 * rate);
        assertThat(sender.longestQueueMillis()).as("delay for audio beside it").isLessThan(350);
        assertThat((double) link.dropped() * 1_200 / sender.sentOctets()).isLessThan(0.02);
    }

    @Test
    void findsByProbesSoonWhatALinkCarries() {
        SimulatedLink link = new SimulatedLink(7).rate(5_000_000, 300).delay(20, 1);
        Sender sender = new Sender(link, 300_000, 2_500_000, 20 * MS);
        link.run(4_000);
        assertThat(sender.estimator.bitsPerSecond()).isGreaterThan(1_000_000);
        Sender unprobed = new Sender(
                        new SimulatedLink(7).rate(5_000_000, 300).delay(20, 1), 300_000, 2_500_000, 20 * MS)
                .withoutProbes();
        unprobed.meanEstimate(4);
        assertThat(sender.estimator.bitsPerSecond()).isGreaterThan(2 * unprobed.estimator.bitsPerSecond());
    }

    @Test
    void givesWayWhenTheLinkShrinksAndComesBack() {
        SimulatedLink link = new SimulatedLink(8).rate(2_000_000, 400).delay(20, 2);
        Sender sender = new Sender(link, 500_000, 3_000_000, 20 * MS);
        assertThat(sender.meanEstimate(20)).isGreaterThan(1_000_000);
        link.rate(400_000, 400);
        sender.meanEstimate(6);
        assertThat(sender.meanEstimate(10)).isBetween(200_000.0, 450_000.0);
        link.rate(2_000_000, 400);
        sender.meanEstimate(30);
        assertThat(sender.meanEstimate(10)).isGreaterThan(1_000_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {9, 10})
    void keepsGoingOverALinkThatLosesAtRandom(long seed) {
        SimulatedLink link =
                new SimulatedLink(seed).rate(2_000_000, 300).delay(20, 2).loss(0.05);
        Sender sender = new Sender(link, 500_000, 1_500_000, 20 * MS);
        sender.meanEstimate(20);
        assertThat(sender.meanEstimate(20)).isGreaterThan(700_000);
        assertThat(sender.estimator.loss()).isBetween(0.0, 0.2);
    }

    @Test
    void comesBackFromSteadyHeavyLossThatIsNotOfItsMaking() {
        SimulatedLink link = new SimulatedLink(11).delay(20, 2).loss(0.3);
        Sender sender = new Sender(link, 800_000, 1_500_000, 20 * MS);
        double least = Double.MAX_VALUE;
        for (int second = 0; second < 20; second++) {
            least = Math.min(least, sender.meanEstimate(1));
        }
        sender.meanEstimate(40);
        double later = sender.meanEstimate(10);
        assertThat(least).isLessThan(500_000);
        assertThat(later).isGreaterThan(2 * least);
    }

    @Test
    void reducesWhenAnotherFlowFillsTheLink() {
        SimulatedLink link = new SimulatedLink(12).rate(2_000_000, 100).delay(20, 2);
        Sender sender = new Sender(link, 500_000, 3_000_000, 20 * MS);
        double alone = sender.meanEstimate(30);
        Runnable[] other = new Runnable[1];
        other[0] = () -> { // 1.5 Mbit/s that never give way
            link.send(0, 1_200, () -> {});
            link.at(link.now() + 6_400_000L, other[0]);
        };
        other[0].run();
        sender.meanEstimate(10);
        double beside = sender.meanEstimate(20);
        assertThat(beside).isLessThan(0.6 * alone).isGreaterThan(50_000);
    }

    @Test
    void measuresTheRoundTrip() {
        SimulatedLink link = new SimulatedLink(13).delay(40, 0);
        Sender sender = new Sender(link, 1_000_000, 1_000_000, 40 * MS);
        sender.meanEstimate(10);
        assertThat(sender.estimator.roundTrip()).isBetween(75 * MS, 120 * MS);
    }

    @Test
    void staysWithinItsBounds() {
        SimulatedLink link = new SimulatedLink(14).loss(0.95);
        Sender sender = new Sender(link, 500_000, 20_000_000, 20 * MS);
        sender.meanEstimate(30);
        assertThat(sender.estimator.bitsPerSecond()).isGreaterThanOrEqualTo(50_000);
        SimulatedLink wide = new SimulatedLink(15);
        Sender fast = new Sender(wide, 5_000_000, 20_000_000, 20 * MS);
        fast.meanEstimate(30);
        assertThat(fast.estimator.bitsPerSecond()).isLessThanOrEqualTo(10_000_000);
    }
}
