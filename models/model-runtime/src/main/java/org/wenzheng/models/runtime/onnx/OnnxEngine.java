package org.wenzheng.models.runtime.onnx;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wenzheng.models.manifest.ModelStore;
import org.wenzheng.models.runtime.ModelException;

/**
 * ONNX Runtime of this process, started by DJL.
 *
 * <p>DJL looks for models on the network and reports its start to its makers unless it is told to stay offline; here it
 * always is.
 */
public final class OnnxEngine {
    private static final Logger LOG = LoggerFactory.getLogger(OnnxEngine.class);
    private static boolean prepared;

    private OnnxEngine() {}

    /**
     * Starts the engine at the first call. Whoever uses DJL or ONNX Runtime calls this first.
     *
     * @throws ModelException.Permanent if the native library does not load on this machine
     */
    public static synchronized OrtEnvironment environment() throws ModelException {
        prepare();
        try {
            Engine.getEngine("OnnxRuntime");
            return OrtEnvironment.getEnvironment();
        } catch (EngineException | LinkageError e) {
            throw new ModelException.Permanent(
                    "ONNX Runtime does not start on this machine: " + e
                            + ". It needs 64-bit Linux with glibc and libstdc++ (Debian: apt-get install libstdc++6).",
                    e);
        }
    }

    /** Makes DJL offline and points DJL and ONNX Runtime to their native libraries in the cache. */
    public static synchronized void prepare() {
        if (prepared) {
            return;
        }
        prepared = true;
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        Path cache = ModelStore.defaultCache(System.getenv()).resolve(".natives");
        try {
            NativeFolder natives = new NativeFolder(cache);
            if (System.getenv("DJL_CACHE_DIR") == null && System.getProperty("DJL_CACHE_DIR") == null) {
                System.setProperty("DJL_CACHE_DIR", natives.djl().toString());
            }
            if (System.getProperty("onnxruntime.native.path") == null) {
                String version = version();
                Path libraries = natives.onnxRuntime(version, OrtEnvironment.class.getClassLoader());
                if (libraries != null) {
                    System.setProperty("onnxruntime.native.path", libraries.toString());
                }
            }
        } catch (IOException e) {
            LOG.warn("Native libraries cannot be kept in {}; they go to the temporary folder at each start", cache, e);
        }
    }

    /**
     * Settings for small models that many callers share: one thread a run, so that the callers' own pool is the only
     * bound, and no denormal numbers, which make silence slow.
     */
    public static OrtSession.SessionOptions oneThread() throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        options.addConfigEntry("session.set_denormal_as_zero", "1");
        return options;
    }

    /** The jar's version without loading its native library, which is what asking the engine would do. */
    private static String version() {
        String version = OrtSession.class.getPackage().getImplementationVersion();
        return version == null ? "unversioned" : version;
    }
}
