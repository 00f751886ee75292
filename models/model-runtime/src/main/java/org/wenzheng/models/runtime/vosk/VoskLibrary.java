package org.wenzheng.models.runtime.vosk;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * libvosk's C interface, as far as it is used. We bind it ourselves because the Java class that comes with it loads the
 * library with RTLD_GLOBAL, and then the OpenBLAS inside takes the place of other engines' mathematics in the same JVM.
 */
final class VoskLibrary {
    /** {@code RTLD_LAZY} without {@code RTLD_GLOBAL}. */
    private static final int LAZY_LOCAL = 1;

    private static final int ERRORS_ONLY = -1;

    static {
        // the shared object lies in the vosk jar
        Map<String, Object> options = Map.of(
                Library.OPTION_OPEN_FLAGS, LAZY_LOCAL, Library.OPTION_CLASSLOADER, VoskLibrary.class.getClassLoader());
        Native.register(VoskLibrary.class, NativeLibrary.getInstance("vosk", options));
        vosk_set_log_level(ERRORS_ONLY);
    }

    private VoskLibrary() {}

    static native void vosk_set_log_level(int level);

    /** Null when the folder is no model. */
    static native @Nullable Pointer vosk_model_new(String folder);

    static native void vosk_model_free(Pointer model);

    static native @Nullable Pointer vosk_recognizer_new(Pointer model, float sampleRate);

    static native void vosk_recognizer_set_words(Pointer recognizer, int on);

    /** Samples in the scale of 16-bit integers; 1 at an end of an utterance, -1 on failure. */
    static native int vosk_recognizer_accept_waveform_f(Pointer recognizer, float[] samples, int count);

    /** JSON in UTF-8, owned by the recognizer until its next call. */
    static native Pointer vosk_recognizer_result(Pointer recognizer);

    static native Pointer vosk_recognizer_partial_result(Pointer recognizer);

    static native Pointer vosk_recognizer_final_result(Pointer recognizer);

    static native void vosk_recognizer_free(Pointer recognizer);
}
