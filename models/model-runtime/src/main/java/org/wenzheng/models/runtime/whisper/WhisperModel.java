package org.wenzheng.models.runtime.whisper;

import ai.djl.engine.Engine;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wenzheng.models.runtime.ModelException;

/**
 * Whisper's encoder and decoder as two ONNX Runtime sessions of DJL's engine. Thread-safe: tensors belong to one
 * utterance and are handed on from step to step without a copy in Java.
 */
final class WhisperModel implements AutoCloseable {

    final Dimensions dimensions;
    final Vocabulary vocabulary;
    /** Heads in a step's alignment. */
    final int alignmentHeads;

    private final OrtEnvironment environment;
    private final OrtSession encoder;
    private final OrtSession decoder;
    private final OnnxTensor mask;
    private final OnnxTensor firstMask;
    private final OnnxTensor emptyCache;

    private WhisperModel(
            GraphFiles graphs, Dimensions dimensions, Vocabulary vocabulary, int alignmentHeads, int threads)
            throws OrtException {
        this.dimensions = dimensions;
        this.vocabulary = vocabulary;
        this.alignmentHeads = alignmentHeads;
        Engine.getEngine("OnnxRuntime"); // DJL's engine sets the environment up; whoever comes first decides
        environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            options.setMemoryPatternOptimization(false); // every utterance has another shape
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            options.addConfigEntry("session.use_device_allocator_for_initializers", "1");
            encoder = environment.createSession(graphs.encoder().toString(), options);
            decoder = environment.createSession(graphs.decoder().toString(), options);
        }
        mask = floats(vocabulary.mask(false), dimensions.vocabulary());
        firstMask = floats(vocabulary.mask(true), dimensions.vocabulary());
        emptyCache = floats(new float[0], 1, dimensions.heads(), 0, dimensions.headSize());
    }

    /**
     * Loads a model folder ({@code model.bin}, {@code tokenizer.json}, {@code config.json}), writing the graphs beside
     * the weights at first use.
     *
     * @param threads of one request
     */
    static WhisperModel load(Path folder, int threads) throws ModelException {
        CTranslate2File weights = CTranslate2File.read(folder.resolve(WhisperLayers.WEIGHTS));
        Dimensions dimensions = Dimensions.of(weights);
        JsonNode config = Vocabulary.json(folder.resolve("config.json"));
        Vocabulary vocabulary = Vocabulary.read(folder, config, dimensions.vocabulary());
        List<int[]> heads = new ArrayList<>();
        config.path("alignment_heads")
                .forEach(pair ->
                        heads.add(new int[] {pair.path(0).asInt(), pair.path(1).asInt()}));
        GraphFiles graphs = GraphFiles.install(
                folder,
                EncoderGraph.write(weights, dimensions),
                DecoderGraph.write(weights, dimensions, heads, vocabulary.noSpeech));
        try {
            return new WhisperModel(graphs, dimensions, vocabulary, heads.size(), threads);
        } catch (OrtException e) {
            throw new ModelException.Permanent(
                    "ONNX Runtime refuses the model in " + folder + ": remove its .onnx files and fetch it again", e);
        }
    }

    /** What the decoder attends to; one utterance. */
    final class Speech implements AutoCloseable {
        private final OrtSession.Result result;
        private final Map<String, OnnxTensor> cross = new HashMap<>();

        private Speech(OrtSession.Result result) {
            this.result = result;
            for (Map.Entry<String, OnnxValue> entry : result) {
                cross.put(entry.getKey(), (OnnxTensor) entry.getValue());
            }
        }

        @Override
        public void close() {
            result.close();
        }
    }

    /** Runs the encoder over log-mel energies [mels × frames]. */
    Speech encode(float[] mel, int frames) throws ModelException {
        try (OnnxTensor input = floats(mel, 1, dimensions.mels(), frames)) {
            return new Speech(encoder.run(Map.of("mel", input)));
        } catch (OrtException e) {
            throw failed(e);
        }
    }

    /**
     * What one step gave, and the cache for the next.
     *
     * <p>{@code tokens} and {@code logProbabilities} are [hypothesis × position][candidate], best first; {@code silence}
     * one log-probability a row; {@code alignment} [hypothesis][head × position × frame].
     */
    static final class Step implements AutoCloseable {
        private final OrtSession.Result result;
        final long[][] tokens;
        final float[][] logProbabilities;
        final float[] silence;
        final float[][] alignment;

        private Step(OrtSession.Result result, int hypotheses) throws OrtException {
            this.result = result;
            tokens = (long[][]) tensor("top_t").getValue();
            logProbabilities = (float[][]) tensor("top_p").getValue();
            silence = new float[tokens.length];
            tensor("silence").getFloatBuffer().get(silence);
            FloatBuffer attention = tensor("alignment").getFloatBuffer();
            alignment = new float[hypotheses][attention.remaining() / hypotheses];
            for (float[] row : alignment) {
                attention.get(row);
            }
        }

        private OnnxTensor tensor(String name) {
            return (OnnxTensor) result.get(name).orElseThrow();
        }

        @Override
        public void close() {
            result.close();
        }
    }

    /**
     * One step of the decoder. The caller closes both steps.
     *
     * @param previous whose cache is carried on; null at the start
     * @param parents the hypothesis of {@code previous} that each of the new ones continues
     * @param tokens [hypothesis][position], of equal length
     * @param at positions to predict from
     * @param first whether the last of {@code at} predicts the first token of the text
     */
    Step step(Speech speech, @Nullable Step previous, int[] parents, int[][] tokens, int[] at, boolean first)
            throws ModelException {
        int width = tokens[0].length;
        long[] flat = new long[tokens.length * width];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = tokens[i / width][i % width];
        }
        Map<String, OnnxTensor> feed = new HashMap<>(speech.cross);
        feed.put("mask", first ? firstMask : mask);
        for (int i = 0; i < dimensions.decoderLayers(); i++) {
            feed.put("past_k_" + i, previous == null ? emptyCache : previous.tensor("present_k_" + i));
            feed.put("past_v_" + i, previous == null ? emptyCache : previous.tensor("present_v_" + i));
        }
        try (OnnxTensor input = wholes(flat, tokens.length, width);
                OnnxTensor positions = wholes(longs(at), at.length);
                OnnxTensor from = wholes(longs(parents), parents.length)) {
            feed.put("tokens", input);
            feed.put("at", positions);
            feed.put("parents", from);
            return new Step(decoder.run(feed), tokens.length);
        } catch (OrtException e) {
            throw failed(e);
        }
    }

    private static long[] longs(int[] numbers) {
        long[] longs = new long[numbers.length];
        for (int i = 0; i < longs.length; i++) {
            longs[i] = numbers[i];
        }
        return longs;
    }

    private OnnxTensor floats(float[] values, long... shape) throws OrtException {
        return OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape);
    }

    private OnnxTensor wholes(long[] values, long... shape) throws OrtException {
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
    }

    private static ModelException failed(OrtException e) {
        return new ModelException.Transient("Whisper could not run, most likely for want of memory: try again", e);
    }

    @Override
    public void close() {
        List<AutoCloseable> parts = List.of(mask, firstMask, emptyCache, encoder, decoder);
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                throw new IllegalStateException("ONNX Runtime could not release Whisper", e);
            }
        }
    }
}
