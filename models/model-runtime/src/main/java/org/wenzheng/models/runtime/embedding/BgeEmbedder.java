package org.wenzheng.models.runtime.embedding;

import ai.djl.engine.EngineException;
import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.models.runtime.onnx.OnnxEngine;

/**
 * BGE-small-zh v1.5 (BAAI, MIT) in single precision: the vector of the first token, scaled to length 1, as its makers
 * say. The weights come as a Maven artifact, whose checksum Maven verified.
 *
 * <p>Texts run in batches of like length, padding masked out, so a text's vector does not depend on its neighbours
 * beyond rounding (cosine above 0.9999). Texts beyond {@value #MAX_TOKENS} tokens are cut.
 */
public final class BgeEmbedder implements TextEmbedder {
    /** What {@link #model} says, for who needs it before the weights are loaded. */
    public static final String MODEL = "bge-small-zh-v1.5/fp32";

    private static final int DIMENSIONS = 512;
    private static final int MAX_TOKENS = 512;
    private static final int MAX_BATCH = 32;
    /** Bounds the memory of one run, padding included. */
    private static final int MAX_BATCH_TOKENS = 2048;

    private static final String WEIGHTS = "bge-small-zh-v1.5.onnx";
    private static final String TOKENIZER = "bge-small-zh-v1.5-tokenizer.json";

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final HuggingFaceTokenizer tokenizer;

    private BgeEmbedder(OrtEnvironment environment, OrtSession session, HuggingFaceTokenizer tokenizer) {
        this.environment = environment;
        this.session = session;
        this.tokenizer = tokenizer;
    }

    /**
     * Loads model and tokenizer from the class path; about 0.35 GB.
     *
     * @throws ModelException.Permanent if they are not on the class path or do not load
     */
    public static BgeEmbedder load() throws ModelException {
        OrtEnvironment environment = OnnxEngine.environment();
        try (OrtSession.SessionOptions options = OnnxEngine.oneThread();
                InputStream words = resource(TOKENIZER).getInputStream()) {
            options.setMemoryPatternOptimization(false); // Every batch has another shape.
            // Weights outside the arena, which never gives back what it grew by while loading.
            options.addConfigEntry("session.use_device_allocator_for_initializers", "1");
            OrtSession session = environment.createSession(outsideTheHeap(resource(WEIGHTS)), options);
            HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.newInstance(
                    words, Map.of("padding", "false", "truncation", "true", "maxLength", Integer.toString(MAX_TOKENS)));
            return new BgeEmbedder(environment, session, tokenizer);
        } catch (OrtException | IOException | EngineException | LinkageError e) {
            throw new ModelException.Permanent("The embedding model " + MODEL + " does not load: " + e, e);
        }
    }

    private static URLConnection resource(String name) throws IOException {
        URL url = BgeEmbedder.class.getResource("/" + name);
        if (url == null) {
            throw new FileNotFoundException(name + " is not on the class path");
        }
        return url.openConnection();
    }

    /** 95 MB on the heap would make it grow for good; a direct buffer goes away after loading. */
    private static ByteBuffer outsideTheHeap(URLConnection resource) throws IOException {
        ByteBuffer weights = ByteBuffer.allocateDirect(resource.getContentLength());
        try (ReadableByteChannel channel = Channels.newChannel(resource.getInputStream())) {
            while (weights.hasRemaining() && channel.read(weights) >= 0) {
                // Reads on.
            }
        }
        return weights.flip();
    }

    @Override
    public String model() {
        return MODEL;
    }

    @Override
    public int dimensions() {
        return DIMENSIONS;
    }

    @Override
    public List<float[]> embed(List<String> texts) throws ModelException {
        if (texts.isEmpty()) {
            return List.of();
        }
        long[][] tokens = new long[texts.size()][];
        Encoding[] encodings = tokenizer.batchEncode(texts);
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = encodings[i].getIds();
        }
        int[] byLength = IntStream.range(0, tokens.length)
                .boxed()
                .sorted(Comparator.comparingInt(i -> tokens[i].length))
                .mapToInt(Integer::intValue)
                .toArray();
        float[][] vectors = new float[tokens.length][];
        int from = 0;
        while (from < byLength.length) {
            int to = batchEnd(tokens, byLength, from);
            run(tokens, Arrays.copyOfRange(byLength, from, to), vectors);
            from = to;
        }
        return List.of(vectors);
    }

    private static int batchEnd(long[][] tokens, int[] order, int from) {
        int to = from + 1;
        while (to < order.length
                && to - from < MAX_BATCH
                && (to - from + 1) * tokens[order[to]].length <= MAX_BATCH_TOKENS) {
            to++;
        }
        return to;
    }

    /** Embeds the texts of one batch into their places of {@code vectors}. */
    private void run(long[][] tokens, int[] batch, float[][] vectors) throws ModelException {
        int length = tokens[batch[batch.length - 1]].length;
        long[] ids = new long[batch.length * length];
        long[] mask = new long[batch.length * length];
        for (int row = 0; row < batch.length; row++) {
            long[] text = tokens[batch[row]];
            System.arraycopy(text, 0, ids, row * length, text.length);
            Arrays.fill(mask, row * length, row * length + text.length, 1);
        }
        long[] shape = {batch.length, length};
        try (OnnxTensor idTensor = OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape);
                OnnxTensor maskTensor = OnnxTensor.createTensor(environment, LongBuffer.wrap(mask), shape);
                OnnxTensor typeTensor =
                        OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[ids.length]), shape);
                OrtSession.Result result = session.run(
                        Map.of("input_ids", idTensor, "attention_mask", maskTensor, "token_type_ids", typeTensor))) {
            FloatBuffer hidden = ((OnnxTensor) result.get(0)).getFloatBuffer();
            for (int row = 0; row < batch.length; row++) {
                float[] first = new float[DIMENSIONS];
                hidden.get(row * length * DIMENSIONS, first);
                vectors[batch[row]] = unit(first);
            }
        } catch (OrtException e) {
            throw new ModelException.Transient("Embedding failed: " + e.getMessage(), e);
        }
    }

    private static float[] unit(float[] vector) {
        double sum = 0;
        for (float value : vector) {
            sum += (double) value * value;
        }
        float scale = (float) (1 / Math.sqrt(sum));
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= scale;
        }
        return vector;
    }

    @Override
    public void close() {
        tokenizer.close();
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("the session was closed before", e);
        }
    }
}
