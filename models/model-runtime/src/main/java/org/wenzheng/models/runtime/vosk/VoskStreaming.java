package org.wenzheng.models.runtime.vosk;

import com.sun.jna.Pointer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.wenzheng.models.manifest.ModelManifest;
import org.wenzheng.models.manifest.ModelStore;
import org.wenzheng.models.manifest.ModelStoreException;
import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.models.runtime.speech.StreamingRecognizer;

/**
 * A Vosk model of one language. It decodes as fast as speech comes in, with interim text, word times and confidences; its
 * vocabulary is fixed and it writes no punctuation. Thread-safe; each session is one thread's.
 */
public final class VoskStreaming implements StreamingRecognizer {
    /** Either way of laying out a model has one of each. */
    private static final List<List<String>> NEEDED =
            List.of(List.of("am/final.mdl", "final.mdl"), List.of("conf/model.conf", "mfcc.conf"));

    private final Pointer model;
    private final String engine;
    private final String language;
    private boolean closed;

    private VoskStreaming(Pointer model, String engine, String language) {
        this.model = model;
        this.engine = engine;
        this.language = language;
    }

    /**
     * Opens a verified model of the store; the language is the one that its manifest names.
     *
     * @param name e.g. {@code vosk-ko}
     * @throws ModelStoreException when the store does not have it
     * @throws ModelException.Permanent when it cannot be opened
     */
    public static VoskStreaming open(ModelStore store, String name) throws ModelException, ModelStoreException {
        ModelManifest manifest = store.manifest(name);
        if (!manifest.engine().equals("vosk") || manifest.languages().size() != 1) {
            throw new ModelException.Permanent(
                    "The model " + name + " is no Vosk model of one language: its engine is " + manifest.engine()
                            + ", its languages are " + manifest.languages(),
                    null);
        }
        return load(store.resolve(name), manifest.languages().get(0));
    }

    /**
     * Opens a model's folder.
     *
     * @param language BCP 47 tag of what the model hears
     * @throws ModelException.Permanent when the folder is not there or is no Vosk model
     */
    public static VoskStreaming load(Path folder, String language) throws ModelException {
        if (!Files.isDirectory(folder)) {
            throw new ModelException.Permanent(
                    "There is no folder " + folder
                            + "; fetch a Vosk model with ./run models fetch, or correct the path",
                    null);
        }
        for (List<String> either : NEEDED) {
            if (either.stream().noneMatch(file -> Files.isRegularFile(folder.resolve(file)))) {
                throw new ModelException.Permanent(
                        folder + " is no Vosk model: it has no " + String.join(" nor ", either)
                                + "; fetch it again with ./run models fetch",
                        null);
            }
        }
        try {
            Pointer model = VoskLibrary.vosk_model_new(folder.toString());
            if (model == null) {
                throw new ModelException.Permanent(
                        "Vosk cannot read the model in " + folder + "; its message stands above. Check it with"
                                + " ./run models verify",
                        null);
            }
            return new VoskStreaming(model, folder.getFileName() + "/1", language);
        } catch (LinkageError e) {
            throw new ModelException.Permanent(
                    "The native library of Vosk does not load on this machine: " + e.getMessage(), e);
        }
    }

    @Override
    public String engine() {
        return engine;
    }

    @Override
    public String language() {
        return language;
    }

    @Override
    public synchronized Session open() throws ModelException {
        if (closed) {
            throw new ModelException.Permanent("The model " + engine + " is closed", null);
        }
        Pointer recognizer = VoskLibrary.vosk_recognizer_new(model, VoskSession.SAMPLE_RATE);
        if (recognizer == null) {
            throw new ModelException.Transient(
                    "Vosk could not start listening; try again when the machine has memory", null);
        }
        VoskLibrary.vosk_recognizer_set_words(recognizer, 1);
        return new VoskSession(recognizer, VoskText.separator(language));
    }

    /** Sessions that are open keep the model until they end. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            VoskLibrary.vosk_model_free(model);
        }
    }
}
