package org.wenzheng.sfu.tap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wenzheng.media.records.v1.AudioFrame;
import org.wenzheng.media.records.v1.CallEvent;
import org.wenzheng.media.records.v1.VideoFrame;
import org.wenzheng.signalling.token.CallClaims;
import org.wenzheng.signalling.token.CallRole;

class TappedVoiceTest {

    private static final CallClaims CITIZEN = new CallClaims(CallRole.CITIZEN, true, true, true, false, 1_000, "zh");
    private static final byte[] SOUND = {1, 2, 3};
    private static final byte[] PADDING = {};

    private final List<AudioFrame> frames = new ArrayList<>();
    private final TappedCall call = new TappedCall(
            "call",
            1_000,
            new Sink() {
                @Override
                public void audio(AudioFrame frame) {
                    frames.add(frame);
                }

                @Override
                public void video(VideoFrame frame) {
                    throw new AssertionError("a voice has no pictures");
                }

                @Override
                public void event(CallEvent event) {
                    assertThat(event.getCall()).isEqualTo("call");
                }
            },
            Clock.systemUTC());
    private final TappedVoice voice = new TappedVoice(call, "citizen", CallRole.CITIZEN, "TR_voice");

    @Test
    void paddingIsNeitherSoundNorLost() {
        call.joined("citizen", CITIZEN, Map.of(), 1_000_000);
        packet(10, SOUND);
        packet(11, PADDING);
        packet(12, PADDING);
        packet(13, SOUND);
        packet(15, PADDING); // 14 is lost
        packet(16, SOUND);
        packet(17, SOUND);
        voice.tick(1_000_000_000L);
        voice.finish();

        assertThat(frames).extracting(AudioFrame::getSequence).containsExactly(10L, 13L, 16L, 17L, 18L);
        assertThat(frames).extracting(AudioFrame::getLostBefore).containsExactly(0, 0, 1, 0, 0);
    }

    private void packet(long sequence, byte[] payload) {
        voice.packet(new TappedPacket(
                sequence,
                (int) sequence * 960,
                false,
                payload,
                CITIZEN,
                1_000_000 + sequence * 20_000,
                sequence * 20_000_000L));
    }
}
