package org.wenzheng.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wenzheng.cli.demo.DemoScript.Scene;
import org.wenzheng.cli.demo.DemoScript.Side;
import org.wenzheng.cli.demo.DemoScript.Speaker;
import org.wenzheng.cli.demo.DemoScript.Turn;
import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.models.runtime.synthesis.SpeechSynthesizer;
import org.wenzheng.replay.audio.AudioFile;
import org.wenzheng.replay.audio.UnreadableAudioException;
import org.wenzheng.replay.audio.Voice;

class DemoAudioTest {
    @TempDir
    Path folder;

    /** Half a second of a tone a character, so that a text's length is a time. */
    private static final class ToneSynthesizer implements SpeechSynthesizer {
        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public List<String> voices() {
            return List.of("tone");
        }

        @Override
        public int sampleRate() {
            return 24_000;
        }

        @Override
        public Speech speak(String text, String voice, float speed) {
            calls.incrementAndGet();
            float[] samples = new float[(int) (text.length() * 12_000 / speed)];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (float) (0.3 * Math.sin(2 * Math.PI * 300 * i / 24_000));
            }
            return new Speech(samples, List.of());
        }

        @Override
        public void close() {}
    }

    private static DemoScript script(Speaker citizen) {
        Speaker staff = new Speaker("tone", 1, 0, null);
        List<Turn> turns = List.of(
                new Turn(Side.STAFF, "您好", 500), new Turn(Side.CITIZEN, "你好啊", 500), new Turn(Side.STAFF, "再见", 1000));
        return new DemoScript(
                "01",
                "t",
                List.of("other"),
                "咨询",
                "o",
                "d",
                "m",
                0,
                LocalTime.NOON,
                false,
                Scene.CLEAN,
                citizen,
                staff,
                "平和",
                turns);
    }

    @Test
    void givesEachSideAChannelThatIsSilentWhileTheOtherSpeaks()
            throws IOException, ModelException, UnreadableAudioException {
        Path file = build(new ToneSynthesizer(), script(new Speaker("tone", 1, 0, null)));
        float[][] channels = decode(file);
        assertThat(channels).hasNumberOfRows(2);
        // staff 0.5-1.5 s, citizen 2-3.5 s, staff 4.5-5.5 s
        assertThat(level(channels[0], 0.6, 1.4)).isLessThan(0.002);
        assertThat(level(channels[1], 0.6, 1.4)).isBetween(0.05, 0.09);
        assertThat(level(channels[0], 2.1, 3.4)).isBetween(0.05, 0.09);
        assertThat(level(channels[1], 2.1, 3.4)).isLessThan(0.002);
        assertThat(level(channels[1], 4.6, 5.4)).isBetween(0.05, 0.09);
        assertThat(channels[0].length / 48_000.0).isBetween(6.2, 6.5);
    }

    @Test
    void addsNoiseOfTheStatedLevelAroundTheCitizensWordsAlone()
            throws IOException, ModelException, UnreadableAudioException {
        float[][] channels = decode(build(new ToneSynthesizer(), script(new Speaker("tone", 1, 0, -6.0))));
        assertThat(level(channels[0], 2.1, 3.4)).isBetween(0.06, 0.11);
        assertThat(level(channels[0], 3.55, 3.75)).isGreaterThan(0.01);
        assertThat(level(channels[0], 4.6, 5.4)).isLessThan(0.002);
    }

    @Test
    void raisesTheVoiceWithoutMakingItFaster() throws IOException, ModelException, UnreadableAudioException {
        float[][] channels = decode(build(new ToneSynthesizer(), script(new Speaker("tone", 1, 3, null))));
        assertThat(channels[0].length / 48_000.0).isBetween(6.2, 6.5);
        assertThat(crossings(channels[0], 2.2, 3.2)).isBetween(345, 368);
    }

    @Test
    void speaksATurnOnceAndGivesTheSameFileAgain() throws IOException, ModelException {
        ToneSynthesizer synthesizer = new ToneSynthesizer();
        DemoScript script = script(new Speaker("tone", 1, 0, -6.0));
        byte[] first = Files.readAllBytes(build(synthesizer, script));
        byte[] second = Files.readAllBytes(build(synthesizer, script));
        assertThat(Arrays.equals(first, second)).isTrue();
        assertThat(synthesizer.calls).hasValue(3);
        assertThat(new String(first, StandardCharsets.UTF_8)).contains("合成语音");
    }

    private Path build(SpeechSynthesizer synthesizer, DemoScript script) throws IOException, ModelException {
        Path file = folder.resolve("audio").resolve("01.opus");
        new DemoAudio(synthesizer, folder.resolve("turns")).build(script, file);
        return file;
    }

    /** Channels at 48 kHz. */
    private static float[][] decode(Path path) throws UnreadableAudioException {
        try (AudioFile file = AudioFile.open(path, false)) {
            List<Voice> voices = file.voices();
            float[][] channels = new float[voices.size()][0];
            short[] frame = new short[Voice.FRAME_SAMPLES];
            for (boolean more = true; more; ) {
                more = false;
                for (int c = 0; c < channels.length; c++) {
                    int read = voices.get(c).read(frame);
                    int length = channels[c].length;
                    channels[c] = Arrays.copyOf(channels[c], length + Math.max(0, read));
                    for (int i = 0; i < read; i++) {
                        channels[c][length + i] = frame[i] / 32_768f;
                    }
                    more |= read > 0;
                }
            }
            return channels;
        }
    }

    private static double level(float[] channel, double from, double to) {
        return StreetNoise.rms(Arrays.copyOfRange(channel, (int) (from * 48_000), (int) (to * 48_000)));
    }

    /** Zero crossings upwards. */
    private static int crossings(float[] channel, double from, double to) {
        int crossings = 0;
        for (int i = (int) (from * 48_000); i < to * 48_000; i++) {
            if (channel[i - 1] < 0 && channel[i] >= 0) {
                crossings++;
            }
        }
        return crossings;
    }
}
