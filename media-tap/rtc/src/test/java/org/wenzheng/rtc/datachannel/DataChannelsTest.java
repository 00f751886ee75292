package org.wenzheng.rtc.datachannel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wenzheng.rtc.Mutations;
import org.wenzheng.rtc.SimulatedLink;
import org.wenzheng.rtc.sctp.SctpCloseReason;
import org.wenzheng.rtc.sctp.SctpOptions;

class DataChannelsTest {

    private SimulatedLink link = new SimulatedLink(1);
    private End browser = new End(0, 1);
    private End server = new End(1, 2);

    @ParameterizedTest
    @CsvSource({"0,1", "0.1,2", "0.3,3"})
    void opensChannelsFromBothSides(double loss, long seed) {
        start(seed, loss);
        DataChannel reliable = browser.channels.open("_reliable", "", Reliability.RELIABLE, link.now());
        DataChannel lossy = server.channels.open("_lossy", "p", Reliability.LOSSY, link.now());
        connect();
        assertThat(runUntil(() -> browser.open.size() == 2 && server.open.size() == 2, 60))
                .isTrue();
        assertThat(reliable.id()).isZero();
        assertThat(lossy.id()).isEqualTo(1);
        assertThat(server.of("_reliable").reliability()).isEqualTo(Reliability.RELIABLE);
        assertThat(browser.of("_lossy").reliability()).isEqualTo(Reliability.LOSSY);
        assertThat(browser.of("_lossy").protocol()).isEqualTo("p");
        assertThat(lossy.state()).isEqualTo(DataChannel.State.OPEN);
    }

    @Test
    void carriesTextBinaryAndNothing() {
        start(4, 0);
        DataChannel channel = browser.channels.open("a", "", Reliability.RELIABLE, link.now());
        connect();
        assertThat(channel.send("问政".getBytes(StandardCharsets.UTF_8), false, link.now()))
                .isTrue();
        assertThat(channel.send(new byte[] {1, 2}, true, link.now())).isTrue();
        assertThat(channel.send(new byte[0], false, link.now())).isTrue();
        assertThat(channel.send(new byte[0], true, link.now())).isTrue();
        assertThat(runUntil(() -> server.messages.size() == 4, 10)).isTrue();
        assertThat(server.messages).containsExactly("a text 问政", "a binary 2", "a text ", "a binary 0");
        assertThat(channel.send(new byte[262_145], true, link.now())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6, 7})
    void letsNoMessageOvertakeItsChannelsOpening(long seed) {
        start(seed, 0.3);
        connect();
        DataChannel channel = server.channels.open("u", "", new Reliability(false, -1, -1), link.now());
        for (int number = 0; number < 20; number++) {
            assertThat(channel.send(("" + number).getBytes(StandardCharsets.UTF_8), false, link.now()))
                    .isTrue();
        }
        assertThat(runUntil(() -> browser.messages.size() == 20, 60)).isTrue();
        assertThat(browser.channels.refused()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0.1,8,true", "0.3,9,true", "0.1,10,false", "0.3,11,false"})
    void losesOnlyWhatMayBeLost(double loss, long seed, boolean ordered) {
        start(seed, loss);
        connect();
        DataChannel lossy = browser.channels.open("l", "", new Reliability(ordered, 0, -1), link.now());
        DataChannel reliable = browser.channels.open("r", "", Reliability.RELIABLE, link.now());
        assertThat(runUntil(() -> browser.open.size() == 2, 60)).isTrue();
        for (int number = 0; number < 500; number++) {
            lossy.send(("" + number).getBytes(StandardCharsets.UTF_8), false, link.now());
            reliable.send(("" + number).getBytes(StandardCharsets.UTF_8), false, link.now());
            runUntil(() -> false, 0.02);
        }
        assertThat(runUntil(() -> browser.channels.buffered() == 0, 60)).isTrue();
        assertThat(runUntil(() -> server.count("r ") == 500, 10)).isTrue();
        assertThat(server.count("l ")).isBetween((long) (500 * (1 - loss)) - 50, (long) (500 * (1 - loss)) + 60);
        int next = 0;
        for (String message : server.messages) {
            if (message.startsWith("r ")) {
                assertThat(message).isEqualTo("r text " + next++);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0,12", "0.2,13", "0.3,14"})
    void closesFromEitherSideAndUsesTheStreamAgain(double loss, long seed) {
        start(seed, loss);
        connect();
        DataChannel first = browser.channels.open("first", "", Reliability.RELIABLE, link.now());
        first.send(new byte[] {1}, true, link.now());
        first.close(link.now());
        assertThat(first.send(new byte[] {2}, true, link.now())).isFalse();
        assertThat(runUntil(() -> browser.closed.size() == 1 && server.closed.size() == 1, 60))
                .isTrue();
        assertThat(server.messages).containsExactly("first binary 1");
        assertThat(first.state()).isEqualTo(DataChannel.State.CLOSED);
        DataChannel second = browser.channels.open("second", "", Reliability.RELIABLE, link.now());
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(runUntil(() -> server.open.size() == 2, 60)).isTrue();
        server.of("second").close(link.now());
        assertThat(runUntil(() -> browser.closed.size() == 2 && server.closed.size() == 2, 60))
                .isTrue();
        assertThat(browser.channels.channels()).isEmpty();
    }

    @Test
    void closesEverythingWithTheAssociation() {
        start(15, 0);
        connect();
        browser.channels.open("a", "", Reliability.RELIABLE, link.now());
        assertThat(runUntil(() -> server.open.size() == 1, 10)).isTrue();
        server.channels.close();
        assertThat(runUntil(() -> browser.closed.size() == 1, 10)).isTrue();
        assertThat(browser.ended).containsExactly(SctpCloseReason.ABORTED);
        assertThat(server.ended).containsExactly(SctpCloseReason.CLOSED);
        assertThatThrownBy(() -> browser.channels.open("b", "", Reliability.RELIABLE, link.now()))
                .hasMessageContaining("ENDED");
    }

    @Test
    void limitsHowManyChannelsThereAre() {
        start(16, 0);
        connect();
        for (int channel = 0; channel < DataChannels.MAX_CHANNELS; channel++) {
            server.channels.open("own " + channel, "", Reliability.RELIABLE, link.now());
        }
        assertThatThrownBy(() -> server.channels.open("one more", "", Reliability.RELIABLE, link.now()))
                .hasMessageContaining("64");
        DataChannel refused = browser.channels.open("theirs", "", Reliability.RELIABLE, link.now());
        assertThat(runUntil(() -> refused.state() == DataChannel.State.CLOSED, 10))
                .isTrue();
        assertThat(server.channels.refused()).isEqualTo(1);
        assertThat(server.channels.channels())
                .as("the other side, with one of its own, refused the last")
                .hasSize(63);
    }

    @Test
    void readsOpeningsOfEveryKindAndSurvivesMutations() {
        for (Reliability reliability : List.of(
                Reliability.RELIABLE,
                Reliability.LOSSY,
                new Reliability(true, 3, -1),
                new Reliability(false, -1, 250),
                new Reliability(false, -1, -1))) {
            OpenMessage open = new OpenMessage("标签", "p", reliability);
            assertThat(OpenMessage.read(open.write())).isEqualTo(open);
        }
        Mutations.of(
                3,
                mutated -> OpenMessage.read(Mutations.bytes(mutated)),
                new OpenMessage("_reliable", "", Reliability.RELIABLE).write(),
                new OpenMessage("_lossy", "proto", Reliability.LOSSY).write());
    }

    private void start(long seed, double loss) {
        link = new SimulatedLink(seed).loss(loss).delay(20, 10);
        browser = new End(0, seed);
        server = new End(1, ~seed);
    }

    private void connect() {
        browser.channels.connect(link.now());
        assertThat(runUntil(() -> browser.connected && server.connected, 60)).isTrue();
    }

    private boolean runUntil(BooleanSupplier condition, double seconds) {
        long until = link.now() + (long) (seconds * 1e9);
        while (!condition.getAsBoolean()) {
            if (link.now() >= until) {
                return false;
            }
            long timeout = Math.min(browser.channels.nextTimeout(), server.channels.nextTimeout());
            if (!link.step(Math.min(until, Math.max(link.now(), timeout)))) {
                browser.channels.poll(link.now());
                server.channels.poll(link.now());
            }
        }
        return true;
    }

    private final class End implements DataChannelListener {

        private final DataChannels channels;
        private final List<DataChannel> open = new ArrayList<>();
        private final List<DataChannel> closed = new ArrayList<>();
        private final List<String> messages = new ArrayList<>();
        private final List<SctpCloseReason> ended = new ArrayList<>();
        private boolean connected;

        End(int direction, long seed) {
            channels = new DataChannels(
                    SctpOptions.defaults(),
                    direction == 0,
                    new Random(seed),
                    packet -> link.send(
                            direction, packet, (arrived, now) -> peer().channels.receive(arrived, now)),
                    this);
        }

        private End peer() {
            return this == browser ? server : browser;
        }

        DataChannel of(String label) {
            return open.stream()
                    .filter(channel -> channel.label().equals(label))
                    .findFirst()
                    .orElseThrow();
        }

        long count(String start) {
            return messages.stream()
                    .filter(message -> message.startsWith(start))
                    .count();
        }

        @Override
        public void onConnected() {
            connected = true;
        }

        @Override
        public void onOpen(DataChannel channel) {
            open.add(channel);
        }

        @Override
        public void onMessage(DataChannel channel, byte[] data, boolean binary) {
            messages.add(channel.label()
                    + (binary ? " binary " + data.length : " text " + new String(data, StandardCharsets.UTF_8)));
        }

        @Override
        public void onClosed(DataChannel channel) {
            closed.add(channel);
        }

        @Override
        public void onDisconnected(SctpCloseReason reason) {
            ended.add(reason);
        }
    }
}
