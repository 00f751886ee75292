package org.wenzheng.replay.audio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadRecordingTest {

    @TempDir
    Path folder;

    @Test
    void saysThatAFileIsNotThere() {
        assertThatThrownBy(() -> AudioFile.open(folder.resolve("lost.wav"), false))
                .isInstanceOf(UnreadableAudioException.class)
                .hasMessageContainingAll("There is no file", "lost.wav");
    }

    @Test
    void saysThatAFolderIsNoFile() {
        assertThatThrownBy(() -> AudioFile.open(folder, false))
                .isInstanceOf(UnreadableAudioException.class)
                .hasMessageContaining("is not a file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"empty.wav", "empty.mp3", "empty.mp4"})
    void saysThatAFileIsEmpty(String name) throws IOException {
        Path file = Files.createFile(folder.resolve(name));
        assertThatThrownBy(() -> AudioFile.open(file, false))
                .isInstanceOf(UnreadableAudioException.class)
                .hasMessageContaining("is empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"notes.txt", "notes.wav", "notes.mp3", "notes.opus"})
    void saysThatAFileIsNotMedia(String name) throws IOException {
        Path text = Files.writeString(folder.resolve(name), "a list of calls, not a call\n".repeat(500), UTF_8);
        assertThatThrownBy(() -> AudioFile.open(text, false))
                .isInstanceOf(UnreadableAudioException.class)
                .hasMessageContainingAll("is not a recording", "WAV, MP3");
        byte[] noise = new byte[100_000];
        new Random(7).nextBytes(noise);
        Path file = Files.write(folder.resolve("noise-" + name), noise);
        assertThatThrownBy(() -> AudioFile.open(file, false)).isInstanceOf(UnreadableAudioException.class);
    }

    @Test
    void opensNoOtherFilesThanTheOneGiven() throws IOException {
        Path wav = WavFile.write(folder.resolve("a.wav"), 16_000, 1, 1, WavFile.syllables());
        Path playlist =
                Files.writeString(folder.resolve("list.m3u8"), "#EXTM3U\n#EXTINF:1,\n" + wav + "\n#EXT-X-ENDLIST\n");
        assertThatThrownBy(() -> AudioFile.open(playlist, false)).isInstanceOf(UnreadableAudioException.class);
    }

    @Test
    void saysThatThereIsNoSound() {
        Path file = EncodedFile.writeVideoOnly(folder.resolve("silent-film.mp4"));
        assertThatThrownBy(() -> AudioFile.open(file, false))
                .isInstanceOf(UnreadableAudioException.class)
                .hasMessageContaining("has no sound");
    }

    @ParameterizedTest
    @ValueSource(strings = {"three.wav", "three.flac"})
    void refusesThreeChannels(String name) throws IOException {
        Path file = folder.resolve(name);
        if (name.endsWith("wav")) {
            WavFile.write(file, 16_000, 3, 1, WavFile.syllables());
        } else {
            EncodedFile.write(file, 16_000, 3, 1, WavFile.syllables());
        }
        for (boolean mix : new boolean[] {false, true}) {
            assertThatThrownBy(() -> AudioFile.open(file, mix))
                    .isInstanceOf(UnreadableAudioException.class)
                    .hasMessageContainingAll("3 channels", "mono file");
        }
    }

    @ParameterizedTest
    @CsvSource({"a.wav", "a.flac", "a.mp3", "a.opus", "a.webm", "index-first.m4a"})
    void givesWhatCanBeReadOfAFileThatIsCutOffAndSaysSo(String name) throws IOException {
        Path whole = write(name);
        Path cut = cut(whole, 0.6);
        try (AudioFile audio = AudioFile.open(cut, false)) {
            double seconds = Listening.all(audio.voices().get(0)).length / 48_000.0;
            assertThat(seconds).isBetween(4.5, 7.5);
            assertThat(audio.warnings()).anyMatch(warning -> warning.contains("is cut off"));
        }
    }

    @Test
    void saysThatAnMp4HasLostItsIndex() throws IOException {
        Path cut = cut(write("a.m4a"), 0.6);
        assertThatThrownBy(() -> AudioFile.open(cut, false))
                .isInstanceOf(UnreadableAudioException.class)
                .hasMessageContaining("cut off");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.wav", "a.flac", "a.mp3", "a.opus", "a.webm", "a.m4a", "index-first.m4a"})
    void endsWellWhereverAFileIsCut(String name) throws IOException {
        Path whole = write(name);
        for (int percent = 0; percent < 100; percent += 9) {
            Path cut = cut(whole, percent / 100.0);
            try (AudioFile audio = AudioFile.open(cut, false)) {
                assertThat(Listening.all(audio.voices().get(0)).length / 48_000.0)
                        .isLessThan(10.1);
            } catch (UnreadableAudioException e) {
                assertThat(e).hasMessageContaining(cut.toString());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.flac", "a.mp3", "a.opus", "a.webm", "index-first.m4a"})
    void goesOnBehindADamagedPlace(String name) throws IOException {
        Path whole = write(name);
        byte[] bytes = Files.readAllBytes(whole);
        byte[] noise = new byte[bytes.length / 50];
        new Random(5).nextBytes(noise);
        System.arraycopy(noise, 0, bytes, bytes.length / 2, noise.length);
        Path damaged = Files.write(folder.resolve("damaged-" + name), bytes);
        try (AudioFile audio = AudioFile.open(damaged, false)) {
            double seconds = Listening.all(audio.voices().get(0)).length / 48_000.0;
            assertThat(seconds).isBetween(9.5, 10.5);
        }
    }

    private Path write(String name) throws IOException {
        Path file = folder.resolve(name);
        return name.endsWith(".wav")
                ? WavFile.write(file, 16_000, 1, 10, WavFile.syllables())
                : EncodedFile.write(file, 48_000, 1, 10, WavFile.syllables(), name.startsWith("index-first"));
    }

    private Path cut(Path whole, double share) throws IOException {
        byte[] bytes = Files.readAllBytes(whole);
        return Files.write(
                folder.resolve("cut-" + whole.getFileName()), Arrays.copyOf(bytes, (int) (bytes.length * share)));
    }
}
