package org.wenzheng.rtc.audiolevel;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wenzheng.rtc.rtp.RtpPacket;
import org.wenzheng.rtc.rtp.RtpWriter;

class AudioLevelTest {

    private static final long MS = 1_000_000;

    private final ActiveSpeakers<String> room = new ActiveSpeakers<>(400 * MS);
    private long now;

    @Test
    void readsLevelAndVoice() {
        ByteBuf out = Unpooled.buffer();
        RtpWriter writer = new RtpWriter(false);
        writer.begin(out, false, 111, 1, 2, 3);
        writer.extension(1, 0x80 | 23, 1);
        writer.endHeader();
        RtpPacket packet = new RtpPacket();
        assertThat(packet.wrap(out)).isTrue();
        assertThat(AudioLevel.read(packet, 1)).isEqualTo(23);
        assertThat(AudioLevel.voice(packet, 1)).isTrue();
        assertThat(AudioLevel.read(packet, 2)).isEqualTo(AudioLevel.SILENCE);
        assertThat(AudioLevel.voice(packet, 2)).isFalse();
    }

    @Test
    void namesWhoSpeaksAndForgetsWhoStops() {
        say(1_000, 20, 70);
        assertThat(names()).containsExactly("a");
        assertThat(room.speakers().get(0).level()).isBetween(0.05, 0.11);
        say(1_000, 127, 25);
        assertThat(names()).containsExactly("b");
        say(1_000, 127, 127);
        assertThat(names()).isEmpty();
        assertThat(room.of("b").level()).isLessThan(0.05);
    }

    @Test
    void takesNoClickForSpeech() {
        room.poll(now);
        for (int packet = 0; packet < 100; packet++) {
            now += 20 * MS;
            room.of("a").onPacket(packet % 20 < 3 ? 5 : 80, 20); // 60 ms in 400
            room.poll(now);
            assertThat(names()).isEmpty();
        }
    }

    @Test
    void keepsTheDominantSpeakerWhileLevelsAreAlike() {
        say(1_200, 20, 127);
        Random random = new Random(3);
        for (int packet = 0; packet < 500; packet++) {
            now += 20 * MS;
            room.of("a").onPacket(20 + random.nextInt(4), 20);
            room.of("b").onPacket(19 + random.nextInt(4), 20);
            room.poll(now);
            assertThat(names().get(0)).isEqualTo("a");
        }
        say(2_000, 30, 15);
        assertThat(names()).containsExactly("b", "a");
    }

    @Test
    void reportsChangesOnly() {
        assertThat(room.poll(0)).isFalse();
        room.of("a").onPacket(127, 20);
        assertThat(room.poll(400 * MS)).isFalse();
        room.of("a").onPacket(10, 200);
        assertThat(room.poll(500 * MS)).isFalse();
        assertThat(room.poll(800 * MS)).isTrue();
        room.remove("a");
        assertThat(room.poll(1_200 * MS)).isTrue();
        assertThat(room.poll(1_600 * MS)).isFalse();
        assertThat(names()).isEmpty();
    }

    private void say(int millis, int levelOfA, int levelOfB) {
        room.poll(now);
        for (int passed = 0; passed < millis; passed += 20) {
            now += 20 * MS;
            room.of("a").onPacket(levelOfA, 20);
            room.of("b").onPacket(levelOfB, 20);
            room.poll(now);
        }
    }

    private java.util.List<String> names() {
        return room.speakers().stream().map(ActiveSpeakers.Speaker::participant).toList();
    }
}
