package org.wenzheng.models.runtime.vad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wenzheng.models.manifest.ModelStore;
import org.wenzheng.models.runtime.ModelException;

@Tag("slow")
class SileroVadTest {
    private static final int SECOND = 16_000;
    private static SileroVad vad;

    @BeforeAll
    static void load() throws Exception {
        ModelStore store = ModelStore.open(ModelStore.defaultCache(System.getenv()));
        boolean fetched = store.list().stream()
                .anyMatch(model ->
                        model.manifest().name().equals("silero-vad") && model.state() == ModelStore.State.INSTALLED);
        Assumptions.assumeTrue(fetched, "silero-vad is not here: ./run models fetch silero-vad");
        vad = SileroVad.load(store);
    }

    @AfterAll
    static void close() {
        if (vad != null) {
            vad.close();
        }
    }

    @Test
    void silenceNoiseAndTonesAreNotSpeech() throws Exception {
        Random random = new Random(7);
        assertThat(probabilities(sound(5, i -> 0))).allMatch(p -> p < 0.2f);
        assertThat(probabilities(sound(5, i -> random.nextGaussian() * 0.001))).allMatch(p -> p < 0.3f);
        assertThat(share(probabilities(sound(5, i -> random.nextGaussian() * 0.05))))
                .isLessThan(0.05);
        assertThat(share(probabilities(sound(5, i -> 0.2 * Math.sin(2 * Math.PI * 440 * i / SECOND)))))
                .isLessThan(0.05);
    }

    @Test
    void vowelsOfAVoiceAreSpeech() throws Exception {
        assertThat(share(probabilities(syllables(5)))).isGreaterThan(0.4);
    }

    @Test
    void peopleSpeakingAreFoundAndTheNoiseAroundThemIsNot() throws Exception {
        List<Path> clips = clips();
        int heard = 0;
        for (Path clip : clips) {
            float[] speech = read(clip);
            if (share(probabilities(speech)) > 0.3) {
                heard++;
            }
        }
        assertThat(heard).as("of %d clips", clips.size()).isGreaterThanOrEqualTo(clips.size() - 1);

        Random random = new Random(11);
        float[] speech = read(clips.get(0));
        float[] around = sound(8, i -> random.nextGaussian() * 0.003);
        for (int i = 0; i < speech.length; i++) {
            around[3 * SECOND + i] += speech[i];
        }
        List<Float> found = probabilities(around);
        int start = 3 * SECOND / VoiceActivityDetector.WINDOW;
        assertThat(found.subList(0, start - 2)).allMatch(p -> p < 0.5f);
        assertThat(found.subList(start, start + speech.length / VoiceActivityDetector.WINDOW))
                .anyMatch(p -> p > 0.9f);
    }

    @Test
    void aResetStateForgetsAndTracksDoNotMeet() throws Exception {
        float[] speech = syllables(2);
        List<Float> fresh = probabilities(speech);

        VoiceActivityDetector.State used = vad.newState();
        run(used, sound(1, i -> 0.1 * Math.sin(i)));
        used.reset();
        assertThat(run(used, speech)).isEqualTo(fresh);

        ExecutorService calls = Executors.newFixedThreadPool(4);
        try {
            List<Future<List<Float>>> tracks = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Callable<List<Float>> track = () -> probabilities(speech);
                tracks.add(calls.submit(track));
            }
            for (Future<List<Float>> track : tracks) {
                assertThat(track.get()).isEqualTo(fresh);
            }
        } finally {
            calls.shutdownNow();
        }
    }

    @Test
    void aWrongWindowAndAWrongFileAreTold(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> vad.probability(vad.newState(), new float[100]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("512");
        Path garbage = Files.writeString(folder.resolve("model.onnx"), "not a model");
        assertThatThrownBy(() -> SileroVad.load(garbage))
                .isInstanceOf(ModelException.Permanent.class)
                .hasMessageContaining("model.onnx");
    }

    private static List<Float> probabilities(float[] sound) throws ModelException {
        return run(vad.newState(), sound);
    }

    private static List<Float> run(VoiceActivityDetector.State state, float[] sound) throws ModelException {
        List<Float> probabilities = new ArrayList<>();
        for (int at = 0; at + VoiceActivityDetector.WINDOW <= sound.length; at += VoiceActivityDetector.WINDOW) {
            float[] window = Arrays.copyOfRange(sound, at, at + VoiceActivityDetector.WINDOW);
            probabilities.add(vad.probability(state, window));
        }
        return probabilities;
    }

    private static double share(List<Float> probabilities) {
        return probabilities.stream().filter(p -> p > 0.5f).count() / (double) probabilities.size();
    }

    private static float[] sound(int seconds, IntToDoubleFunction sample) {
        float[] sound = new float[seconds * SECOND];
        for (int i = 0; i < sound.length; i++) {
            sound[i] = (float) sample.applyAsDouble(i);
        }
        return sound;
    }

    /** Four syllables a second: a falling pulse train through three formants that move from vowel to vowel. */
    private static float[] syllables(int seconds) {
        double[][] vowels = {{730, 1090, 2440}, {270, 2290, 3010}, {300, 870, 2240}, {530, 1840, 2480}};
        double[][] state = new double[3][2];
        Random breath = new Random(3);
        double phase = 0;
        float[] sound = new float[seconds * SECOND];
        for (int i = 0; i < sound.length; i++) {
            double beat = i * 4.0 / SECOND;
            double inside = beat - Math.floor(beat);
            phase += (220 - 60 * inside) / SECOND;
            double pulse = phase >= 1 ? 1 : 0;
            phase -= Math.floor(phase);
            double value = pulse + 0.01 * breath.nextGaussian();
            double[] formants = vowels[(int) beat % vowels.length];
            for (int f = 0; f < formants.length; f++) {
                double radius = Math.exp(-Math.PI * (80 + 40 * f) / SECOND);
                double next = value * (1 - radius)
                        + 2 * radius * Math.cos(2 * Math.PI * formants[f] / SECOND) * state[f][0]
                        - radius * radius * state[f][1];
                state[f][1] = state[f][0];
                state[f][0] = next;
                value = next * 3;
            }
            sound[i] = (float) (value * Math.sin(Math.PI * Math.min(1, inside * 1.25)));
        }
        float peak = 0;
        for (float sample : sound) {
            peak = Math.max(peak, Math.abs(sample));
        }
        for (int i = 0; i < sound.length; i++) {
            sound[i] *= 0.3f / peak;
        }
        return sound;
    }

    /** Twenty clips of people, spread over the corpora. */
    private static List<Path> clips() throws IOException {
        Path data = Path.of(System.getProperty("wenzheng.data", "absent"));
        Path manifest = data.resolve("audio/manifest.tsv");
        Assumptions.assumeTrue(Files.exists(manifest), "no recordings: -Dwenzheng.data has no audio/manifest.tsv");
        List<String> lines = Files.readAllLines(manifest);
        List<Path> clips = new ArrayList<>();
        for (int i = 1; i < lines.size(); i += 5) {
            clips.add(data.resolve(lines.get(i).split("\t", -1)[0]));
        }
        return clips;
    }

    /** 16-bit mono WAV at 16 kHz, as all of the corpora are; the samples begin behind the {@code data} chunk's head. */
    private static float[] read(Path wav) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(wav)).order(ByteOrder.LITTLE_ENDIAN);
        int at = 12;
        while (bytes.getInt(at) != 0x61746164) {
            at += 8 + bytes.getInt(at + 4);
        }
        float[] samples = new float[Math.min(bytes.getInt(at + 4), bytes.limit() - at - 8) / 2];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = bytes.getShort(at + 8 + 2 * i) / 32768f;
        }
        return samples;
    }
}
