package org.wenzheng.models.runtime.speech;

import org.wenzheng.models.runtime.ModelException;

/** An engine that decodes while speech comes in, such as Vosk; one session a track, each used by one thread. */
public interface StreamingRecognizer extends AutoCloseable {

    /** Name and version for records. */
    String engine();

    /** BCP 47 tag of the one language of its model. */
    String language();

    /** Starts a stretch of speech. */
    Session open() throws ModelException;

    @Override
    void close();

    /** One stretch of speech. */
    interface Session extends AutoCloseable {
        /** Takes 16 kHz mono samples, -1..1, in order. */
        void accept(float[] pcm) throws ModelException;

        /** Text so far, without word times. */
        String interim();

        /** Ends the stretch and gives its timed words. */
        Transcript finish() throws ModelException;

        @Override
        void close();
    }
}
