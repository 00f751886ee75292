package org.wenzheng.cli.accept;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.wenzheng.cli.Failure;
import org.wenzheng.cli.evaluate.WavFile;
import org.wenzheng.cli.models.ModelFetch;
import org.wenzheng.models.manifest.ModelStoreException;
import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.models.runtime.synthesis.KokoroSynthesizer;
import org.wenzheng.models.runtime.synthesis.SpeechSynthesizer;

/** What a citizen will say and let be heard in a consultation, synthesised ahead, a WAV each. */
final class SpokenPlan implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VOICE = "zm_yunxi";

    private final Path folder;
    private final SpeechSynthesizer synthesizer;
    private final ArrayNode steps = JSON.createArrayNode();

    SpokenPlan() throws IOException, InterruptedException {
        folder = Files.createTempDirectory("wenzheng-plan");
        ModelFetch.fetch(List.of("kokoro-zh"));
        try {
            synthesizer = KokoroSynthesizer.load(ModelFetch.store().resolve("kokoro-zh"));
        } catch (ModelException | ModelStoreException e) {
            throw Failure.failed(String.valueOf(e.getMessage()));
        }
    }

    /** Asks and waits for the answer. */
    SpokenPlan ask(String name, String words) throws IOException, ModelException {
        step(name, "ask").put("wav", spoken(words).toString());
        return this;
    }

    /** Asks something, and speaks into its answer. */
    SpokenPlan over(String name, String first, String words) throws IOException, ModelException {
        step(name, "over")
                .put("into", spoken(first).toString())
                .put("wav", spoken(words).toString());
        return this;
    }

    /** A step without sound of its own. */
    SpokenPlan step(String kind) {
        step(kind, kind);
        return this;
    }

    /** A reviewer approves what is proposed for an item. */
    SpokenPlan approve(String name, String code) {
        step(name, "approve").put("code", code);
        return this;
    }

    /** Lets a file be heard. */
    SpokenPlan noise(String name, Path wav) {
        step(name, "noise").put("wav", wav.toString());
        return this;
    }

    SpokenPlan silence(String name, int seconds) throws IOException {
        return noise(name, new float[seconds * synthesizer.sampleRate()]);
    }

    /** Words so loud that they are cut off at full scale. */
    SpokenPlan shouting(String name, String words) throws IOException, ModelException {
        float[] samples = synthesizer.speak(words, VOICE, 1.2f).samples();
        for (int i = 0; i < samples.length; i++) {
            samples[i] *= 8;
        }
        return noise(name, samples);
    }

    /** Chords of four voices with overtones, two a second. */
    SpokenPlan music(String name, int seconds) throws IOException {
        int rate = synthesizer.sampleRate();
        float[] samples = new float[seconds * rate];
        int[] scale = {0, 2, 4, 7, 9, 12};
        Random random = new Random(5);
        for (int begin = 0; begin < samples.length; begin += rate / 2) {
            int[] chord = random.ints(4, 0, scale.length).toArray();
            for (int i = begin; i < Math.min(samples.length, begin + rate / 2); i++) {
                double fade = Math.exp(-4.0 * (i - begin) / rate);
                for (int note : chord) {
                    double hertz = 220 * Math.pow(2, scale[note] / 12.0);
                    for (int overtone = 1; overtone <= 4; overtone++) {
                        samples[i] +=
                                (float) (0.08 / overtone * fade * Math.sin(2 * Math.PI * hertz * overtone * i / rate));
                    }
                }
            }
        }
        return noise(name, samples);
    }

    /** Somebody who does not stop: sentences one after the other without a pause to speak of, for so long. */
    SpokenPlan monologue(String name, String sentences, int seconds) throws IOException, ModelException {
        float[] once = synthesizer.speak(sentences, VOICE, 1).samples();
        float[] samples = new float[seconds * synthesizer.sampleRate()];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = once[i % once.length];
        }
        return noise(name, samples);
    }

    private SpokenPlan noise(String name, float[] samples) throws IOException {
        Path wav = folder.resolve(name + ".wav");
        WavFile.write(wav, samples, synthesizer.sampleRate());
        return noise(name, wav);
    }

    /** The plan as a file. */
    Path write() throws IOException {
        Path plan = folder.resolve("plan.json");
        JSON.writeValue(plan.toFile(), steps);
        return plan;
    }

    private Path spoken(String words) throws IOException, ModelException {
        Path wav = folder.resolve(Integer.toHexString(words.hashCode()) + ".wav");
        WavFile.write(wav, synthesizer.speak(words, VOICE, 1).samples(), synthesizer.sampleRate());
        return wav;
    }

    private ObjectNode step(String name, String kind) {
        return steps.addObject().put("name", name).put("kind", kind);
    }

    @Override
    public void close() {
        synthesizer.close();
    }
}
