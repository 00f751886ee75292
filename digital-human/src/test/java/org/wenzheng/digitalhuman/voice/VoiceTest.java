package org.wenzheng.digitalhuman.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.models.runtime.synthesis.SpeechSynthesizer;

class VoiceTest {

    /** A tenth of a second a character; fails at 坏. */
    private static final class Fake implements SpeechSynthesizer {
        private final List<String> spoken = new CopyOnWriteArrayList<>();

        @Override
        public List<String> voices() {
            return List.of("v");
        }

        @Override
        public int sampleRate() {
            return 24_000;
        }

        @Override
        public Speech speak(String text, String voice, float speed) throws ModelException {
            if (text.contains("坏")) {
                throw new ModelException.Permanent("cannot say it", new java.io.IOException("broken"));
            }
            spoken.add(text);
            return new Speech(new float[text.length() * 2_400], List.of(new Phoneme("a", 0, 0.1f)));
        }

        @Override
        public void close() {}
    }

    @TempDir
    private Path folder;

    private final Fake engine = new Fake();

    private static Sound get(CompletableFuture<Sound> sound) throws Exception {
        return sound.get(10, TimeUnit.SECONDS);
    }

    @Test
    void speaksClauseByClauseAndKeepsWhatItMade() throws Exception {
        try (Voice voice = new Voice(() -> engine, "v", folder)) {
            List<CompletableFuture<Sound>> sounds = voice.speak("办结婚登记，请带：双方身份证原件、双方二寸红底合影。", 1);
            assertThat(sounds).hasSizeGreaterThan(1);
            for (CompletableFuture<Sound> sound : sounds) {
                assertThat(get(sound).phonemes()).hasSize(1);
            }
        }
        assertThat(String.join("", engine.spoken)).isEqualTo("办结婚登记，请带：双方身份证原件、双方二寸红底合影。");
        Fake silent = new Fake();
        try (Voice again = new Voice(() -> silent, "v", folder)) {
            for (CompletableFuture<Sound> sound : again.speak("办结婚登记，请带：双方身份证原件、双方二寸红底合影。", 1)) {
                assertThat(sound).as("cached").isCompleted();
            }
        }
        assertThat(silent.spoken).isEmpty();
    }

    @Test
    void anotherSpeedIsAnotherSound() throws Exception {
        try (Voice voice = new Voice(() -> engine, "v", folder)) {
            get(voice.speak("您好。", 1).get(0));
            get(voice.speak("您好。", 0.8f).get(0));
        }
        assertThat(engine.spoken).containsExactly("您好。", "您好。");
    }

    @Test
    void aClauseThatFailsHoldsUpNoOther() throws Exception {
        try (Voice voice = new Voice(() -> engine, "v", folder)) {
            CompletableFuture<Sound> bad = voice.speak("坏", 1).get(0);
            assertThatThrownBy(() -> get(bad)).hasMessageContaining("cannot say it");
            assertThat(get(voice.speak("好", 1).get(0)).text()).isEqualTo("好");
        }
    }

    @Test
    void makesASoundAnewWhoseFileIsBroken() throws Exception {
        try (Voice voice = new Voice(() -> engine, "v", folder)) {
            get(voice.speak("您好。", 1).get(0));
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.write(file, new byte[] {0, 0, 0, 1, 0});
                }
            }
            assertThat(get(voice.speak("您好。", 1).get(0)).pcm()).hasSize(3 * 4_800);
        }
    }

    @Test
    void everyFileSaysThatItIsSynthetic() throws Exception {
        try (Voice voice = new Voice(() -> engine, "v", folder)) {
            get(voice.speak("您好。", 1).get(0));
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isNotEmpty().allSatisfy(file -> assertThat(
                            new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
                    .contains(SoundFiles.MARK));
        }
    }

    @Test
    void doublesTheRateWithoutColour() {
        float[] tone = new float[2_400];
        for (int i = 0; i < tone.length; i++) {
            tone[i] = (float) (0.5 * Math.sin(2 * Math.PI * 1_000 * i / 24_000));
        }
        short[] doubled = Upsampler.doubled(tone);
        assertThat(doubled).hasSize(4_800);
        for (int i = 100; i < 4_700; i++) {
            double expected = 0.5 * Short.MAX_VALUE * Math.sin(2 * Math.PI * 1_000 * i / 48_000);
            assertThat((double) doubled[i]).isCloseTo(expected, org.assertj.core.data.Offset.offset(60.0));
        }
    }
}
