package org.wenzheng.models.runtime.vad;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.wenzheng.models.manifest.ModelStore;
import org.wenzheng.models.manifest.ModelStoreException;
import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.models.runtime.onnx.OnnxEngine;

/**
 * Silero voice activity detection, version 5.
 *
 * <p>The model sees each window behind the last {@value #CONTEXT} samples of the one before, and carries two recurrent
 * layers of {@value #RECURRENT} values. The same state and samples give the same probability on the same machine.
 */
public final class SileroVad implements VoiceActivityDetector {
    private static final int CONTEXT = 64;
    private static final int RECURRENT = 128;
    private static final long[] INPUT_SHAPE = {1, CONTEXT + WINDOW};
    private static final long[] STATE_SHAPE = {2, 1, RECURRENT};
    private static final long[] SCALAR = {};
    private static final long SAMPLE_RATE = 16_000;

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final OnnxTensor sampleRate;

    private SileroVad(OrtEnvironment environment, OrtSession session, OnnxTensor sampleRate) {
        this.environment = environment;
        this.session = session;
        this.sampleRate = sampleRate;
    }

    /**
     * Loads the verified model of a store.
     *
     * @throws ModelException.Permanent if it was not fetched, is not the right file or does not load
     */
    public static SileroVad load(ModelStore store) throws ModelException {
        try {
            return load(store.resolve("silero-vad").resolve("silero_vad.onnx"));
        } catch (ModelStoreException.Permanent e) {
            throw new ModelException.Permanent(String.valueOf(e.getMessage()), e);
        } catch (ModelStoreException e) {
            throw new ModelException.Transient(String.valueOf(e.getMessage()), e);
        }
    }

    /** Loads a file that somebody has verified. */
    public static SileroVad load(Path onnx) throws ModelException {
        OrtEnvironment environment = OnnxEngine.environment();
        try (OrtSession.SessionOptions options = OnnxEngine.oneThread()) {
            OrtSession session = environment.createSession(onnx.toString(), options);
            OnnxTensor rate = OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[] {SAMPLE_RATE}), SCALAR);
            return new SileroVad(environment, session, rate);
        } catch (OrtException e) {
            throw new ModelException.Permanent(
                    "The voice activity model " + onnx + " does not load: " + e.getMessage(), e);
        }
    }

    @Override
    public State newState() {
        return new Memory();
    }

    @Override
    public float probability(State state, float[] window) throws ModelException {
        if (window.length != WINDOW) {
            throw new IllegalArgumentException("a window has " + WINDOW + " samples, not " + window.length);
        }
        if (!(state instanceof Memory memory)) {
            throw new IllegalArgumentException("the state is another detector's");
        }
        float[] input = new float[CONTEXT + WINDOW];
        System.arraycopy(memory.context, 0, input, 0, CONTEXT);
        System.arraycopy(window, 0, input, CONTEXT, WINDOW);
        try (OnnxTensor samples = OnnxTensor.createTensor(environment, FloatBuffer.wrap(input), INPUT_SHAPE);
                OnnxTensor before =
                        OnnxTensor.createTensor(environment, FloatBuffer.wrap(memory.recurrent), STATE_SHAPE);
                OrtSession.Result result = session.run(Map.of("input", samples, "state", before, "sr", sampleRate))) {
            float probability = floats(result, 0).get(0);
            floats(result, 1).get(memory.recurrent);
            System.arraycopy(window, WINDOW - CONTEXT, memory.context, 0, CONTEXT);
            return probability;
        } catch (OrtException e) {
            throw new ModelException.Transient("Voice activity detection failed: " + e.getMessage(), e);
        }
    }

    private static FloatBuffer floats(OrtSession.Result result, int output) {
        return ((OnnxTensor) result.get(output)).getFloatBuffer();
    }

    @Override
    public void close() {
        sampleRate.close();
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("the session was closed before", e);
        }
    }

    private static final class Memory implements State {
        private final float[] recurrent = new float[2 * RECURRENT];
        private final float[] context = new float[CONTEXT];

        @Override
        public void reset() {
            Arrays.fill(recurrent, 0);
            Arrays.fill(context, 0);
        }
    }
}
