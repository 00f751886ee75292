package org.wenzheng.jobs.speech;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wenzheng.jobs.config.SpeechConfig;
import org.wenzheng.models.manifest.ModelStore;
import org.wenzheng.models.manifest.ModelStoreException;
import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.models.runtime.speech.SpeechRecognizer;
import org.wenzheng.models.runtime.speech.StreamingRecognizer;
import org.wenzheng.models.runtime.speech.TextRepair;
import org.wenzheng.models.runtime.vad.SileroVad;
import org.wenzheng.models.runtime.vad.VoiceActivityDetector;
import org.wenzheng.models.runtime.vosk.VoskStreaming;
import org.wenzheng.models.runtime.whisper.WhisperRecognizer;
import org.wenzheng.models.runtime.whisper.WhisperSettings;

/**
 * The engines whose verified weights are on this machine, one of each a JVM.
 *
 * @param models folder of weights
 * @param engines recognitions at once
 * @param threads of one recognition
 * @param repair whether homophones are corrected
 * @param domainText files and folders that tell the office's words
 */
record InstalledEngines(String models, int engines, int threads, boolean repair, List<String> domainText)
        implements SpeechEngines {

    private static final Logger LOG = LoggerFactory.getLogger(InstalledEngines.class);
    private static final String WHISPER = "whisper-base";

    private static final int WARM_SECONDS = 4;
    private static final int WARM_TIMES = 2;

    /** What this JVM has loaded, by what it was asked for; never closed, because operators come and go with restarts. */
    private static final Map<InstalledEngines, Loaded> LOADED = new HashMap<>();

    private static final class Loaded {
        private @Nullable VoiceActivityDetector detector;
        private @Nullable SpeechRecognizer recognizer;
        private @Nullable InferencePool pool;
        private @Nullable Boolean wholeStretches;
        private boolean prepared;
        private final Map<String, @Nullable StreamingRecognizer> streaming = new HashMap<>();
    }

    static InstalledEngines of(SpeechConfig config) {
        return new InstalledEngines(
                config.models(), config.engines(), config.threads(), config.repair(), config.domainText());
    }

    @Override
    public VoiceActivityDetector detector() throws ModelException {
        synchronized (LOADED) {
            Loaded loaded = loaded();
            if (loaded.detector == null) {
                loaded.detector = SileroVad.load(store());
            }
            return loaded.detector;
        }
    }

    @Override
    public boolean wholeStretches() throws ModelException {
        synchronized (LOADED) {
            Loaded loaded = loaded();
            if (loaded.wholeStretches == null) {
                loaded.wholeStretches = store().list().stream()
                        .anyMatch(model ->
                                model.manifest().name().equals(WHISPER) && model.state() != ModelStore.State.ABSENT);
            }
            return loaded.wholeStretches;
        }
    }

    @Override
    public SpeechRecognizer recognizer() throws ModelException {
        synchronized (LOADED) {
            Loaded loaded = loaded();
            if (loaded.recognizer == null) {
                TextRepair texts = repair
                        ? OfficeRepair.watching(
                                domainText.stream().map(Path::of).toList())
                        : TextRepair.NONE;
                loaded.recognizer =
                        WhisperRecognizer.load(folder(WHISPER), WhisperSettings.DEFAULT.withThreads(threads), texts);
            }
            return loaded.recognizer;
        }
    }

    @Override
    public @Nullable StreamingRecognizer streaming(String language) throws ModelException {
        String primary = Locale.forLanguageTag(language).getLanguage();
        synchronized (LOADED) {
            Loaded loaded = loaded();
            if (!loaded.streaming.containsKey(primary)) {
                loaded.streaming.put(primary, loadStreaming(primary));
            }
            return loaded.streaming.get(primary);
        }
    }

    /** The first installed Vosk model of a language; one that is fetched later counts from the next start. */
    private @Nullable StreamingRecognizer loadStreaming(String primary) throws ModelException {
        ModelStore store = store();
        for (ModelStore.Listed model : store.list()) {
            if (model.manifest().engine().equals("vosk")
                    && model.manifest().languages().contains(primary)
                    && model.state() == ModelStore.State.INSTALLED) {
                return VoskStreaming.load(folder(model.manifest().name()), primary);
            }
        }
        return null;
    }

    @Override
    public void prepare() {
        synchronized (LOADED) {
            if (loaded().prepared) {
                return;
            }
            loaded().prepared = true;
        }
        pool().submitInterim(() -> {
            try {
                detector();
                if (wholeStretches()) {
                    warm(recognizer());
                }
            } catch (ModelException e) {
                LOG.warn("Recognition is not ready: {}", e.getMessage()); // the first request stops the job
            }
        });
    }

    /** The first recognitions of a JVM take several times as long as those that follow. */
    private static void warm(SpeechRecognizer recognizer) throws ModelException {
        float[] noise = new float[WARM_SECONDS * 16_000];
        Random random = new Random(1);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.nextGaussian() * 0.05f;
        }
        for (int i = 0; i < WARM_TIMES; i++) {
            recognizer.recognize(noise, "zh", SpeechRecognizer.Effort.FINAL);
        }
    }

    @Override
    public InferencePool pool() {
        synchronized (LOADED) {
            Loaded loaded = loaded();
            if (loaded.pool == null) {
                loaded.pool = new InferencePool(engines);
            }
            return loaded.pool;
        }
    }

    private Loaded loaded() {
        return LOADED.computeIfAbsent(this, engines -> new Loaded());
    }

    private Path folder(String model) throws ModelException {
        try {
            return store().resolve(model);
        } catch (ModelStoreException.Permanent e) {
            throw new ModelException.Permanent(String.valueOf(e.getMessage()), e);
        } catch (ModelStoreException e) {
            throw new ModelException.Transient(String.valueOf(e.getMessage()), e);
        }
    }

    private ModelStore store() throws ModelException {
        try {
            return ModelStore.open(Path.of(models));
        } catch (ModelStoreException e) {
            throw new ModelException.Permanent(String.valueOf(e.getMessage()), e);
        }
    }
}
