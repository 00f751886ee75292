package org.wenzheng.jobs.speech;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.wenzheng.jobs.config.SpeechConfig;
import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.models.runtime.speech.SpeechRecognizer;
import org.wenzheng.models.runtime.speech.SpeechRecognizer.Effort;
import org.wenzheng.models.runtime.speech.SpeechRecognizer.FirstLook;
import org.wenzheng.models.runtime.speech.StreamingRecognizer;
import org.wenzheng.models.runtime.speech.Transcript;
import org.wenzheng.stream.records.v1.Revision;

/**
 * Chooses the engine and asks it. Where a streaming engine of the language is installed it gives interim text; pauses and
 * finals come from the recogniser of whole stretches where that is installed and knows the language, else from the
 * streaming one too.
 * A pause and a final of the same samples give the same words.
 */
final class Recognition implements AutoCloseable {

    private final SpeechEngines engines;
    private final String defaultLanguage;
    private final List<String> wholeLanguages;
    private final Map<String, LiveSession> sessions = new ConcurrentHashMap<>();

    Recognition(SpeechEngines engines, SpeechConfig config) {
        this.engines = engines;
        this.defaultLanguage = config.language();
        this.wholeLanguages = config.wholeLanguages();
    }

    /**
     * Recognises a request, in the caller's thread; of one track's interims one at a time.
     *
     * @throws ModelException when the engine failed at it
     * @throws EngineUnavailable when no engine could be loaded
     */
    Heard hear(SpeechRequest request) throws ModelException {
        String language = request.language().isEmpty() ? defaultLanguage : request.language();
        return request.kind() == Revision.INTERIM ? interim(request, language) : whole(request, language);
    }

    /** Words for a final that no engine could give any. */
    Heard unheard(SpeechRequest request) {
        String language = request.language().isEmpty() ? defaultLanguage : request.language();
        return new Heard(request, new Transcript(Transcript.UNHEARD, List.of(), 0, 0, true), "none", language);
    }

    private Heard interim(SpeechRequest request, String language) throws ModelException {
        StreamingRecognizer streaming = streaming(language);
        if (streaming == null) {
            SpeechRecognizer recognizer = recognizer(language);
            if (recognizer == null) {
                throw noEngine(language);
            }
            Transcript transcript = recognizer.recognize(request.samples(), language, Effort.INTERIM);
            return new Heard(request, transcript, recognizer.engine(), language);
        }
        LiveSession session = sessions.get(request.trackKey());
        if (session == null || !session.of(request)) {
            if (session != null) {
                session.close();
            }
            session = new LiveSession(request, streaming.open());
            sessions.put(request.trackKey(), session);
        }
        String text = session.accept(request);
        Transcript transcript = new Transcript(text, List.of(), 0, 0, text.isEmpty());
        return new Heard(request, transcript, streaming.engine(), language);
    }

    private Heard whole(SpeechRequest request, String language) throws ModelException {
        SpeechRecognizer recognizer = recognizer(language);
        if (recognizer != null) {
            FirstLook first = recognizer.firstLook(request.samples(), language);
            return new Heard(request, first.transcript(), recognizer.engine(), language, first.secondLook());
        }
        StreamingRecognizer streaming = streaming(language);
        if (streaming == null) {
            throw noEngine(language);
        }
        // A session of its own: what a running one says depends on how the samples came to it.
        try (StreamingRecognizer.Session session = streaming.open()) {
            session.accept(request.samples());
            return new Heard(request, session.finish(), streaming.engine(), language);
        }
    }

    private @Nullable SpeechRecognizer recognizer(String language) {
        try {
            String primary = Locale.forLanguageTag(language).getLanguage();
            if (!wholeLanguages.isEmpty() && !wholeLanguages.contains(primary)) {
                return null;
            }
            if (!engines.wholeStretches() && engines.streaming(language) != null) {
                return null;
            }
            SpeechRecognizer recognizer = engines.recognizer();
            return recognizer.capabilities().languages().contains(primary) ? recognizer : null;
        } catch (ModelException e) {
            throw new EngineUnavailable(e);
        }
    }

    private @Nullable StreamingRecognizer streaming(String language) {
        try {
            return engines.streaming(language);
        } catch (ModelException e) {
            throw new EngineUnavailable(e);
        }
    }

    private static ModelException noEngine(String language) {
        return new ModelException.Permanent(
                "No installed engine knows the language '%s': fetch a model of it (./run models list)"
                        .formatted(language),
                null);
    }

    /** Ends what streams of a segment. */
    void forget(SpeechRequest request) {
        LiveSession session = sessions.get(request.trackKey());
        if (session != null && session.of(request)) {
            sessions.remove(request.trackKey(), session);
            session.close();
        }
    }

    @Override
    public void close() {
        sessions.values().forEach(LiveSession::close);
        sessions.clear();
    }

    /** A streaming engine at work on one segment. Its engine takes one caller at a time. */
    private static final class LiveSession {
        private final String segment;
        private final long callStartedAtUs;
        private final StreamingRecognizer.Session session;
        private int accepted;
        private boolean closed;

        LiveSession(SpeechRequest request, StreamingRecognizer.Session session) {
            this.segment = request.segment();
            this.callStartedAtUs = request.callStartedAtUs();
            this.session = session;
        }

        boolean of(SpeechRequest request) {
            return segment.equals(request.segment()) && callStartedAtUs == request.callStartedAtUs();
        }

        synchronized String accept(SpeechRequest request) throws ModelException {
            if (closed) {
                return "";
            }
            float[] samples = request.samples();
            if (samples.length > accepted) {
                float[] more = new float[samples.length - accepted];
                System.arraycopy(samples, accepted, more, 0, more.length);
                session.accept(more);
                accepted = samples.length;
            }
            return session.interim();
        }

        synchronized void close() {
            if (!closed) {
                closed = true;
                session.close();
            }
        }
    }
}
