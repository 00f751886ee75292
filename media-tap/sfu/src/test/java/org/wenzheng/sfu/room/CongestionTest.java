package org.wenzheng.sfu.room;

import static org.assertj.core.api.Assertions.assertThat;

import livekit.LivekitRtc.SignalResponse.MessageCase;
import livekit.LivekitRtc.StreamState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wenzheng.signalling.admission.RefusedException;

/** A camera of three layers (150, 500, 1,700 kbit/s) and a microphone, over links of some capacities. */
class CongestionTest {

    private static final int VIDEO = 96;
    private static final int AUDIO = 111;
    private static final int FRAME_MILLIS = 40;
    private static final int PACKET_MILLIS = 20;
    private static final int[] FRAME_OCTETS = {750, 2_500, 8_500};
    private static final String[] LAYERS = {"q", "h", "f"};

    private final Stage stage = new Stage();
    private final Stage.Client bob;
    private final Stage.Client alice;
    private final Stage.Client carol;
    private final Downlink downlink;
    private int frames;
    private int sounds;
    private long millis;

    CongestionTest() throws RefusedException {
        bob = stage.join("bob");
        bob.answer();
        alice = stage.join("alice");
        carol = stage.join("carol");
        alice.publishCamera();
        bob.answer();
        carol.publishMicrophone();
        alice.publishing.listener.connected();
        carol.publishing.listener.connected();
        bob.subscribing.listener.connected();
        bob.answer();
        stage.participant("bob").subscribing().number(Downlink.EXTENSION);
        downlink = new Downlink(bob.subscribing, 4_000_000);
    }

    @ParameterizedTest
    @CsvSource({"300000, q", "900000, h", "4000000, f"})
    void theBestLayerThatFitsIsSentAndSoundIsNeverLeftOut(long bitsPerSecond, String layer) {
        downlink.carry(bitsPerSecond);
        run(20_000);
        downlink.forget();
        run(10_000);
        assertThat(downlink.lastLayer()).isEqualTo(layer);
        assertThat(downlink.arrived(AUDIO)).isBetween(495, 505);
        assertThat(downlink.lost(AUDIO)).isZero();
        assertThat(downlink.longestQueueMillis()).isLessThan(150);
    }

    @Test
    void aLinkThatWorsensLosesThePictureFirstAndGetsItBackWhenItRecovers() {
        run(20_000);
        assertThat(downlink.lastLayer()).isEqualTo("f");

        downlink.carry(80_000); // sound alone
        run(10_000);
        downlink.forget();
        run(10_000);
        assertThat(downlink.arrived(VIDEO)).isZero();
        assertThat(downlink.arrived(AUDIO)).isBetween(495, 505);
        assertThat(state()).isEqualTo(StreamState.PAUSED);

        downlink.carry(4_000_000);
        run(15_000);
        assertThat(downlink.lastLayer()).isEqualTo("f");
        assertThat(state()).isEqualTo(StreamState.ACTIVE);
    }

    private StreamState state() {
        return bob.last(MessageCase.STREAM_STATE_UPDATE)
                .getStreamStateUpdate()
                .getStreamStates(0)
                .getState();
    }

    private void run(long duration) {
        for (long end = millis + duration; millis < end; millis++) {
            if (millis % PACKET_MILLIS == 0) {
                carol.publishing.receive(Packets.audio(++sounds, 20), stage.now());
            }
            if (millis % FRAME_MILLIS == 0) {
                frames++;
                for (int layer = 0; layer < LAYERS.length; layer++) {
                    // A key frame each two seconds stands for those that are asked for.
                    alice.publishing.receive(
                            Packets.video(
                                    LAYERS[layer], 10 * (layer + 1), frames, frames % 50 == 1, FRAME_OCTETS[layer]),
                            stage.now());
                }
            }
            stage.step(1);
            downlink.run(stage.now());
        }
    }
}
