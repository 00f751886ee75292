package org.wenzheng.models.runtime.vosk;

import java.util.Locale;
import java.util.Set;
import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.models.runtime.speech.SpeechRecognizer;
import org.wenzheng.models.runtime.speech.StreamingRecognizer;
import org.wenzheng.models.runtime.speech.Transcript;

/** Vosk for finals too: a whole stretch of speech at once, for languages that have no other engine. */
public final class VoskRecognizer implements SpeechRecognizer {
    private static final int MOST_SECONDS = 60;

    private final StreamingRecognizer streaming;

    /** @param streaming is closed with this */
    public VoskRecognizer(StreamingRecognizer streaming) {
        this.streaming = streaming;
    }

    @Override
    public String engine() {
        return streaming.engine();
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(Set.of(streaming.language()), true, true, MOST_SECONDS);
    }

    /** @param effort makes no difference to Vosk */
    @Override
    public Transcript recognize(float[] pcm, String language, Effort effort) throws ModelException {
        if (!base(language).equals(base(streaming.language()))) {
            throw new ModelException.Permanent(
                    "The model " + engine() + " hears " + streaming.language() + ", not " + language
                            + "; configure a model of that language",
                    null);
        }
        if (pcm.length > MOST_SECONDS * VoskSession.SAMPLE_RATE) {
            throw new ModelException.Permanent(
                    "A stretch of speech has at most " + MOST_SECONDS + " s, this one has " + pcm.length
                            + " samples of 16 kHz",
                    null);
        }
        try (StreamingRecognizer.Session session = streaming.open()) {
            session.accept(pcm);
            return session.finish();
        }
    }

    private static String base(String language) {
        return language.toLowerCase(Locale.ROOT).split("-", 2)[0];
    }

    @Override
    public void close() {
        streaming.close();
    }
}
