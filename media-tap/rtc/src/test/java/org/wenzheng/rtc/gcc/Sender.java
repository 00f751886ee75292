package org.wenzheng.rtc.gcc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.wenzheng.rtc.SimulatedLink;
import org.wenzheng.rtc.rtcp.RtcpHandler;
import org.wenzheng.rtc.rtcp.RtcpReader;
import org.wenzheng.rtc.twcc.TwccReader;
import org.wenzheng.rtc.twcc.TwccRecorder;
import org.wenzheng.rtc.twcc.TwccSender;

/** Media sent at what is estimated, over a simulated link and back by real feedback packets. */
final class Sender {

    private static final long MS = 1_000_000;

    final SendSideEstimator estimator;
    private final SimulatedLink link;
    private final TwccSender history;
    private final TwccRecorder recorder = new TwccRecorder(50 * MS);
    private final TwccReader reader = new TwccReader();
    private final RtcpReader rtcp = new RtcpReader();
    private long wanted;
    private boolean probes = true;
    private long credit; // bits that media may send
    private long last;
    private long sentOctets;
    private long longestQueue;
    private final long baseDelay;

    Sender(SimulatedLink link, long initial, long wanted, long baseDelay) {
        this.link = link;
        this.wanted = wanted;
        this.baseDelay = baseDelay;
        estimator = new SendSideEstimator(initial, 50_000, 10_000_000);
        history = new TwccSender(estimator::onFate);
        last = link.now();
        link.at(link.now(), this::tick);
        link.at(link.now(), this::feedback);
    }

    Sender withoutProbes() {
        probes = false;
        return this;
    }

    void want(long bitsPerSecond) {
        wanted = bitsPerSecond;
    }

    /** Runs, and gives the mean of the estimate over that time. */
    double meanEstimate(double seconds) {
        double sum = 0;
        int steps = (int) (seconds * 10);
        longestQueue = 0;
        for (int step = 0; step < steps; step++) {
            link.run(100);
            sum += estimator.bitsPerSecond();
        }
        return sum / steps;
    }

    /** The longest that a packet has been under way beyond the link's own delay since the last mean, ms. */
    double longestQueueMillis() {
        return longestQueue / 1e6;
    }

    long sentOctets() {
        return sentOctets;
    }

    private void tick() {
        long now = link.now();
        long rate = Math.min(wanted, estimator.bitsPerSecond());
        credit = Math.min(credit + (now - last) * rate / 1_000_000_000L, 100_000);
        last = now;
        while (credit > 0) {
            credit -= 1_200 * 8;
            send(1_200);
        }
        long due = probes ? estimator.probe(wanted, now) : 0;
        for (; due > 0; due -= 1_200) {
            send(1_200);
        }
        link.at(now + 2 * MS, this::tick);
    }

    private void send(int octets) {
        int number = history.next();
        long sentAt = link.now();
        history.onSent(octets, sentAt);
        estimator.onSent(octets, sentAt);
        sentOctets += octets;
        link.send(0, octets, () -> {
            longestQueue = Math.max(longestQueue, link.now() - sentAt - baseDelay);
            recorder.onPacket(number, link.now());
        });
    }

    private void feedback() {
        if (recorder.due(link.now())) {
            ByteBuf out = Unpooled.buffer();
            recorder.write(out, 1, 2, link.now());
            link.send(
                    1,
                    out,
                    (packet, now) -> rtcp.read(packet, new RtcpHandler() {
                        @Override
                        public void onTransportFeedback(int sender, int media, ByteBuf buffer, int index, int length) {
                            reader.read(buffer, index, length, history);
                            estimator.onFeedback(now);
                        }
                    }));
        }
        link.at(link.now() + 10 * MS, this::feedback);
    }
}
