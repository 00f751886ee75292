package org.wenzheng.models.runtime.speech;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wenzheng.models.runtime.ModelException;

/** Recognises one stretch of speech at a time. Implementations are safe for concurrent callers. */
public interface SpeechRecognizer extends AutoCloseable {

    /** What the engine can do, so that the pipeline asks it for nothing else. */
    record Capabilities(Set<String> languages, boolean wordTimes, boolean streaming, int maxSeconds) {}

    /** How hard to try. */
    enum Effort {
        /** Fast: text of a segment still open. */
        INTERIM,
        /** What ships as final: short window, greedy, doubtful and digit-heavy results run again. */
        FINAL,
        /** 30-second window and beam 5, for evaluation and offline repair. */
        OFFLINE
    }

    /** Name and version for records, e.g. {@code whisper-base/1}. */
    String engine();

    Capabilities capabilities();

    /**
     * Recognises samples.
     *
     * @param pcm 16 kHz mono, -1..1, at most {@link Capabilities#maxSeconds} long
     * @param language BCP 47 tag
     * @return the words; {@link Transcript#unheard} when the samples hold no speech that could be understood
     * @throws ModelException if the engine cannot run, by kind
     */
    Transcript recognize(float[] pcm, String language, Effort effort) throws ModelException;

    /**
     * What {@link Effort#FINAL} gives, in two steps, so that the words of the first need not wait for the second.
     *
     * @param pcm as of {@link #recognize}; not changed until the second look was taken
     * @throws ModelException if the engine cannot run, by kind
     */
    default FirstLook firstLook(float[] pcm, String language) throws ModelException {
        return new FirstLook(recognize(pcm, language, Effort.FINAL), null);
    }

    /**
     * The words of the first step.
     *
     * @param secondLook gives the words that are to take their place; null where there is nothing to doubt
     */
    record FirstLook(Transcript transcript, @Nullable SecondLook secondLook) {}

    /** The second step, which costs more than the first. */
    interface SecondLook {
        /**
         * Runs it.
         *
         * @return the words that count, often the same
         * @throws ModelException if the engine cannot run, by kind
         */
        Transcript take() throws ModelException;

        /** Whether the first words may stand where there is no time for it. */
        default boolean optional() {
            return false;
        }

        /** The same, but only better, not needed. */
        static SecondLook optional(SecondLook look) {
            return new SecondLook() {
                @Override
                public Transcript take() throws ModelException {
                    return look.take();
                }

                @Override
                public boolean optional() {
                    return true;
                }
            };
        }
    }

    @Override
    void close();
}
