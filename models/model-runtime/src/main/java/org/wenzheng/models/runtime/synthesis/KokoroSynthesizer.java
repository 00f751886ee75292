package org.wenzheng.models.runtime.synthesis;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.wenzheng.models.runtime.ModelException;

/**
 * Kokoro-82M v1.0 in Mandarin through DJL's ONNX Runtime: 24 kHz, the five voices of the manifest, and phoneme times from
 * the model's own durations. One thread a request; callers in parallel are safe. A clause of 10 characters takes about a
 * second of one core, so what is said often should be cached by the caller.
 */
public final class KokoroSynthesizer implements SpeechSynthesizer {
    static final int SAMPLE_RATE = 24_000;

    /** Longest utterance in symbols (the model takes 510); short ones keep memory and the wait small. */
    private static final int MOST_SYMBOLS = 400;

    private static final String WEIGHTS = "kokoro-v1.0.int8.onnx";

    private static final int STYLE = 256;
    private static final float SLOWEST = 0.8f;
    private static final float FASTEST = 1.2f;

    private final Model model;
    private final Map<String, float[]> voices;
    private final MandarinSpelling spelling = new MandarinSpelling(PinyinReader.standard());

    private KokoroSynthesizer(Model model, Map<String, float[]> voices) {
        this.model = model;
        this.voices = voices;
    }

    /**
     * Opens the model, which takes some seconds and about 1.2 GB.
     *
     * @param folder with {@code kokoro-v1.0.int8.onnx} and {@code voices/<name>.bin}
     * @throws ModelException.Permanent when the folder holds no such model
     */
    public static KokoroSynthesizer load(Path folder) throws ModelException {
        try {
            Map<String, float[]> voices = new TreeMap<>();
            for (Path file : voiceFiles(folder.resolve("voices"))) {
                String name = file.getFileName().toString();
                voices.put(name.substring(0, name.length() - 4), floats(file));
            }
            if (voices.isEmpty()) {
                throw new IOException("there are no voices");
            }
            Model model = Model.newInstance("kokoro", Device.cpu(), "OnnxRuntime");
            try (InputStream weights = Files.newInputStream(folder.resolve(WEIGHTS));
                    InputStream graph =
                            KokoroGraph.forSpeech(ByteString.readFrom(weights)).newInput()) {
                model.load(graph, Map.of("intraOpNumThreads", "1", "interOpNumThreads", "1"));
            }
            return new KokoroSynthesizer(model, voices);
        } catch (IOException | MalformedModelException | IllegalArgumentException e) {
            throw new ModelException.Permanent(
                    "Cannot open the voice model in " + folder + ": " + e.getMessage()
                            + ". Fetch it again with ./run models fetch kokoro-zh",
                    e);
        }
    }

    @Override
    public List<String> voices() {
        return List.copyOf(voices.keySet());
    }

    @Override
    public int sampleRate() {
        return SAMPLE_RATE;
    }

    @Override
    public Speech speak(String text, String voice, float speed) throws ModelException {
        float[] styles = voices.get(voice);
        if (styles == null) {
            throw new ModelException.Permanent(
                    "There is no voice " + voice + "; installed are " + voices.keySet(),
                    new IllegalArgumentException(voice));
        }
        if (!(speed >= SLOWEST && speed <= FASTEST)) {
            throw new ModelException.Permanent(
                    "Speed " + speed + " is outside " + SLOWEST + " to " + FASTEST,
                    new IllegalArgumentException("speed"));
        }
        List<Speech> parts = new ArrayList<>();
        for (String symbols : spelling.utterances(text, MOST_SYMBOLS)) {
            parts.add(Pauses.shorten(utter(symbols, styles, speed), SAMPLE_RATE));
        }
        return joined(parts);
    }

    private Speech utter(String symbols, float[] styles, float speed) throws ModelException {
        int[] used = KokoroTokens.symbols(symbols);
        long[] numbers = KokoroTokens.numbers(used);
        // a voice is a style for each length of utterance
        int row = Math.max(0, Math.min(used.length, styles.length / STYLE) - 1);
        float[] style = Arrays.copyOfRange(styles, row * STYLE, (row + 1) * STYLE);
        try (NDManager tensors = model.getNDManager().newSubManager();
                Predictor<NDList, NDList> predictor = model.newPredictor(new NoopTranslator())) {
            NDArray tokenInput = tensors.create(numbers, new Shape(1, numbers.length));
            tokenInput.setName("tokens");
            NDArray styleInput = tensors.create(style, new Shape(1, STYLE));
            styleInput.setName("style");
            NDArray speedInput = tensors.create(new float[] {speed});
            speedInput.setName("speed");
            NDList result = predictor.predict(new NDList(tokenInput, styleInput, speedInput));
            result.attach(tensors);
            return new Speech(
                    result.get(0).toFloatArray(),
                    KokoroTokens.timed(used, result.get(1).toFloatArray()));
        } catch (TranslateException | OutOfMemoryError e) {
            throw new ModelException.Transient(
                    "The voice model could not run; try again when the machine has memory", e);
        }
    }

    private static Speech joined(List<Speech> parts) {
        float[] samples =
                new float[parts.stream().mapToInt(p -> p.samples().length).sum()];
        List<Phoneme> phonemes = new ArrayList<>();
        int at = 0;
        for (Speech part : parts) {
            System.arraycopy(part.samples(), 0, samples, at, part.samples().length);
            float offset = at / (float) SAMPLE_RATE;
            part.phonemes()
                    .forEach(p ->
                            phonemes.add(new Phoneme(p.symbol(), p.startSeconds() + offset, p.endSeconds() + offset)));
            at += part.samples().length;
        }
        return new Speech(samples, List.copyOf(phonemes));
    }

    private static List<Path> voiceFiles(Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(file -> file.toString().endsWith(".bin")).toList();
        }
    }

    private static float[] floats(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length == 0 || bytes.length % (STYLE * Float.BYTES) != 0) {
            throw new IOException(file.getFileName() + " is no voice: " + bytes.length + " bytes");
        }
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }

    @Override
    public void close() {
        model.close();
    }
}
