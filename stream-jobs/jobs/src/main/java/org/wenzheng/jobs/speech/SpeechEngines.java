package org.wenzheng.jobs.speech;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.models.runtime.speech.SpeechRecognizer;
import org.wenzheng.models.runtime.speech.StreamingRecognizer;
import org.wenzheng.models.runtime.vad.VoiceActivityDetector;

/**
 * The engines of the task manager that an operator runs in: loaded at first use, shared by all its operators, never
 * closed by them.
 */
public interface SpeechEngines extends Serializable {

    /**
     * Tells speech from the rest.
     *
     * @throws ModelException when it cannot be loaded; the message says what to do
     */
    VoiceActivityDetector detector() throws ModelException;

    /**
     * Whether the recogniser of whole stretches is installed. Where it is not, a streaming engine writes finals too; the
     * answer stays the same as long as the JVM runs.
     */
    boolean wholeStretches() throws ModelException;

    /**
     * Recognises whole stretches.
     *
     * @throws ModelException when it cannot be loaded; the message says what to do
     */
    SpeechRecognizer recognizer() throws ModelException;

    /**
     * Recognises while speech comes in.
     *
     * @param language BCP 47 tag
     * @return null where no model of the language is installed
     * @throws ModelException when it cannot be loaded; the message says what to do
     */
    @Nullable
    StreamingRecognizer streaming(String language) throws ModelException;

    /** Starts to load and to warm what the first words will need, so that no caller waits for it; returns at once. */
    void prepare();

    /** Where engines run; as wide as the machine bears. */
    InferencePool pool();
}
