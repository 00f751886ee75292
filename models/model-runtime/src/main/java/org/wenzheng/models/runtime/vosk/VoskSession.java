package org.wenzheng.models.runtime.vosk;

import com.sun.jna.Pointer;
import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.models.runtime.speech.StreamingRecognizer;
import org.wenzheng.models.runtime.speech.Transcript;

/** One stretch of speech; where Vosk hears a pause it settles what came before, and goes on. */
final class VoskSession implements StreamingRecognizer.Session {
    static final float SAMPLE_RATE = 16_000;
    private static final float FULL_SCALE = 32_768;
    private static final int FAILED = -1;

    /** Samples decoded at once: 100 ms. */
    private static final int BLOCK = 1_600;

    private final Pointer recognizer;
    private final VoskText text;
    private final float[] block = new float[BLOCK];
    private int filled;
    private String partial = "";
    private boolean ended;

    VoskSession(Pointer recognizer, String separator) {
        this.recognizer = recognizer;
        this.text = new VoskText(separator);
    }

    @Override
    public void accept(float[] pcm) throws ModelException {
        if (ended) {
            throw new IllegalStateException("the stretch of speech has ended");
        }
        for (float sample : pcm) {
            block[filled++] = sample * FULL_SCALE;
            if (filled == block.length) {
                decode();
            }
        }
        partial = VoskText.partial(json(VoskLibrary.vosk_recognizer_partial_result(recognizer)));
    }

    /** Always whole blocks: what Vosk hears depends on how samples are cut, and must not on how they were received. */
    private void decode() throws ModelException {
        int state = VoskLibrary.vosk_recognizer_accept_waveform_f(recognizer, block, filled);
        filled = 0;
        if (state == FAILED) {
            throw new ModelException.Transient("Vosk could not decode these samples", null);
        }
        if (state != 0) {
            text.settle(json(VoskLibrary.vosk_recognizer_result(recognizer)));
        }
    }

    @Override
    public String interim() {
        return text.with(partial);
    }

    @Override
    public Transcript finish() throws ModelException {
        if (ended) {
            throw new IllegalStateException("the stretch of speech has ended");
        }
        if (filled > 0) {
            decode();
        }
        text.settle(json(VoskLibrary.vosk_recognizer_final_result(recognizer)));
        close();
        return text.transcript();
    }

    @Override
    public void close() {
        if (!ended) {
            ended = true;
            VoskLibrary.vosk_recognizer_free(recognizer);
        }
    }

    private static String json(Pointer utf8) {
        return utf8.getString(0, "UTF-8");
    }
}
