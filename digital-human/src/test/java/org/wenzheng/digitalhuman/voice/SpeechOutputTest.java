package org.wenzheng.digitalhuman.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpeechOutputTest {

    private static final int BLOCK = 480;
    private static final short LEVEL = 10_000;

    private final SpeechOutput output = new SpeechOutput();

    private static Sound sound(String text, int blocks) {
        short[] pcm = new short[blocks * BLOCK];
        Arrays.fill(pcm, LEVEL);
        return new Sound(text, pcm, List.of());
    }

    private short[] block() {
        short[] block = new short[BLOCK];
        output.fill(block);
        return block;
    }

    @Test
    void saysOneSoundAfterTheOtherWithoutAGap() {
        output.add(sound("一", 1));
        output.add(sound("二", 1));
        assertThat(block()).containsOnly(LEVEL);
        assertThat(block()).containsOnly(LEVEL);
        assertThat(block()).containsOnly((short) 0);
        assertThat(output.speaking()).isFalse();
    }

    @Test
    void ducksTwelveDecibelsWithinFortyMilliseconds() {
        output.add(sound("长", 100));
        block();
        output.duck();
        for (int i = 0; i < 4; i++) {
            block();
        }
        assertThat((double) block()[0]).isLessThanOrEqualTo(LEVEL * Math.pow(10, -12 / 20.0));
        output.unduck();
        for (int i = 0; i < 10; i++) {
            block();
        }
        assertThat((double) block()[0]).isGreaterThan(0.99 * LEVEL);
    }

    @Test
    void isSilentWithTheNextBlockWhenStopped() {
        output.add(sound("长", 100));
        output.add(sound("后", 100));
        block();
        output.stop();
        assertThat(block()).containsOnly((short) 0);
        assertThat(output.speaking()).isFalse();
        output.add(sound("新", 1));
        assertThat(block()).as("and speaks again at full level").containsOnly(LEVEL);
    }

    @Test
    void standsStillWhileItIsHeldAndGoesOnWithWhatComesNext() {
        short[] rising = new short[20 * BLOCK];
        for (int i = 0; i < rising.length; i++) {
            rising[i] = (short) (5_000 + i);
        }
        output.add(new Sound("升", rising, List.of()));
        block();
        output.hold();
        for (int i = 0; i < 50; i++) {
            block();
        }
        assertThat(block()).containsOnly((short) 0);
        assertThat(output.speaking()).as("it is not over").isTrue();
        assertThat(output.moment()).as("the mouth is shut").isNull();
        output.resume();
        int last = 0;
        int heard = 0;
        for (int i = 0; i < 20; i++) {
            short[] block = block();
            last = Math.max(last, block[BLOCK - 1]);
            heard += block[BLOCK - 1] > 4_000 ? 1 : 0;
        }
        assertThat(last).isGreaterThan(5_000 + 18 * BLOCK);
        assertThat(heard).as("little was lost on the way down").isGreaterThan(14);
        output.add(sound("断", 100));
        block();
        output.hold();
        block();
        output.stop();
        assertThat(output.held()).isFalse();
        assertThat(block()).containsOnly((short) 0);
    }

    @Test
    void tellsWhatWasHeard() {
        output.add(sound("甲", 4));
        output.add(sound("乙", 4));
        for (int i = 0; i < 6; i++) {
            block();
        }
        output.stop();
        block();
        List<String> told = new ArrayList<>();
        for (SpeechOutput.Spoken spoken = output.next(); spoken != null; spoken = output.next()) {
            told.add(spoken.sound().text() + (spoken.over() ? " %.1f".formatted(spoken.heard()) : " begins"));
        }
        assertThat(told).containsExactly("甲 begins", "甲 1.0", "乙 begins", "乙 0.5");
    }

    @Test
    void neverWrapsAround() {
        output.volume(2);
        short[] loud = new short[BLOCK * 50];
        Arrays.fill(loud, (short) 30_000);
        output.add(new Sound("响", loud, List.of()));
        for (int i = 0; i < 49; i++) {
            assertThat(block()[BLOCK - 1]).isPositive();
        }
    }

    @Test
    void knowsWhereTheVoiceIs() {
        output.add(sound("甲", 100));
        for (int i = 0; i < 50; i++) {
            block();
        }
        assertThat(java.util.Optional.ofNullable(output.moment()).map(SpeechOutput.Moment::seconds))
                .contains(0.5f);
    }
}
