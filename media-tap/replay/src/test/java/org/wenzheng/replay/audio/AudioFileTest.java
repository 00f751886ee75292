package org.wenzheng.replay.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AudioFileTest {

    private static final double SECONDS = 2.5;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "a.wav, 16000",
        "a.wav, 8000",
        "a.wav, 44100",
        "a.mp3, 44100",
        "a.mp3, 16000",
        "a.m4a, 48000",
        "a.mp4, 44100",
        "a.opus, 48000",
        "a.opus, 16000",
        "a.flac, 48000",
        "a.flac, 8000",
        "a.webm, 48000"
    })
    void givesLeftAndRightOfEveryKind(String name, int rate) throws Exception {
        Path file = write(name, rate, 2);
        try (AudioFile audio = AudioFile.open(file, false)) {
            List<Voice> voices = audio.voices();
            assertThat(voices).hasSize(2);
            short[] left = Listening.all(voices.get(0));
            short[] right = Listening.all(voices.get(1));
            assertThat(left.length / 48_000.0).isCloseTo(SECONDS, within(0.1));
            assertThat(right).hasSameSizeAs(left);
            assertThat(Listening.tone(left, 300)).isGreaterThan(0.1);
            assertThat(Listening.tone(left, 500)).isLessThan(0.02);
            assertThat(Listening.tone(right, 500)).isGreaterThan(0.1);
            assertThat(Listening.tone(right, 300)).isLessThan(0.02);
            assertThat(audio.warnings()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.wav", "a.mp3", "a.m4a", "a.opus", "a.flac"})
    void givesOneVoiceOfAMonoFile(String name) throws Exception {
        try (AudioFile audio = AudioFile.open(write(name, 16_000, 1), false)) {
            assertThat(audio.voices()).hasSize(1);
            short[] heard = Listening.all(audio.voices().get(0));
            assertThat(heard.length / 48_000.0).isCloseTo(SECONDS, within(0.1));
            assertThat(Listening.tone(heard, 300)).isGreaterThan(0.1);
        }
    }

    @Test
    void mixesTheChannelsOfOneSpeaker() throws Exception {
        try (AudioFile audio = AudioFile.open(write("a.wav", 16_000, 2), true)) {
            assertThat(audio.voices()).hasSize(1);
            short[] heard = Listening.all(audio.voices().get(0));
            assertThat(Listening.tone(heard, 300)).isGreaterThan(0.05);
            assertThat(Listening.tone(heard, 500)).isGreaterThan(0.05);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.wav", "a.mp3", "a.m4a", "a.opus", "a.flac", "a.webm"})
    void knowsHowLongAFileSaysItIs(String name) throws Exception {
        try (AudioFile audio = AudioFile.open(write(name, 48_000, 1), false)) {
            assertThat(audio.statedSeconds()).isPresent();
            assertThat(audio.statedSeconds().getAsDouble()).isCloseTo(SECONDS, within(0.1));
        }
    }

    @Test
    void warnsOfAMonoRecordingInAStereoFile() throws Exception {
        WavFile.Signal mono = (channel, t) -> WavFile.syllables().at(0, t);
        Path file = WavFile.write(folder.resolve("double.wav"), 16_000, 2, SECONDS, mono);
        assertThat(warnings(file)).singleElement().asString().contains("Both channels");
        Path silent = WavFile.write(folder.resolve("silent.wav"), 16_000, 2, SECONDS, WavFile.SILENCE);
        assertThat(warnings(silent)).isEmpty();
    }

    @Test
    void carriesTheBandOfAnOldTelephone() throws Exception {
        Path file = WavFile.write(
                folder.resolve("phone.wav"), 8000, 1, SECONDS, (channel, t) -> 0.5 * Math.sin(2 * Math.PI * 3000 * t));
        try (AudioFile audio = AudioFile.open(file, false)) {
            short[] heard = Listening.all(audio.voices().get(0));
            assertThat(Listening.tone(heard, 3000)).isCloseTo(0.5, within(0.02));
            assertThat(Listening.tone(heard, 5000)).isLessThan(0.01);
        }
    }

    private static List<String> warnings(Path file) throws UnreadableAudioException {
        try (AudioFile audio = AudioFile.open(file, false)) {
            audio.voices().forEach(Listening::all);
            return audio.warnings();
        }
    }

    private Path write(String name, int rate, int channels) throws Exception {
        Path file = folder.resolve(name);
        return name.endsWith(".wav")
                ? WavFile.write(file, rate, channels, SECONDS, WavFile.syllables())
                : EncodedFile.write(file, rate, channels, SECONDS, WavFile.syllables());
    }
}
