package org.wenzheng.cli.models;

import java.util.List;
import org.wenzheng.cli.Failure;
import org.wenzheng.models.manifest.FetchListener;
import org.wenzheng.models.manifest.ModelStore;
import org.wenzheng.models.manifest.ModelStoreException;

/** Brings weights into this user's cache and tells a person how far it is. */
public final class ModelFetch {

    private ModelFetch() {}

    /** This user's store. */
    public static ModelStore store() {
        try {
            return ModelStore.open(ModelStore.defaultCache(System.getenv()));
        } catch (ModelStoreException e) {
            throw Failure.failed(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Fetches what is missing; says nothing when all is there.
     *
     * @throws Failure with what to do
     */
    public static void fetch(List<String> names) {
        ModelStore store = store();
        for (String name : names) {
            try {
                store.resolve(name);
            } catch (ModelStoreException absent) {
                bring(store, name);
            }
        }
    }

    private static void bring(ModelStore store, String name) {
        try {
            store.fetch(name, new ProgressLine());
            System.err.println();
        } catch (ModelStoreException e) {
            System.err.println();
            throw e instanceof ModelStoreException.Transient
                    ? Failure.failed(e.getMessage() + " What came is kept; type the same again.")
                    : Failure.failed(String.valueOf(e.getMessage()));
        }
    }

    /** One line, rewritten at most each tenth of a second. */
    private static final class ProgressLine implements FetchListener {
        private long lastNanos;

        @Override
        public void progress(Progress progress) {
            long now = System.nanoTime();
            if (now - lastNanos < 100_000_000 && progress.bytes() < progress.totalBytes()) {
                return;
            }
            lastNanos = now;
            var remaining = progress.remaining();
            System.err.printf(
                    "\r%-16s %5.1f of %5.1f MB%s   ",
                    progress.model(),
                    progress.bytes() / 1e6,
                    progress.totalBytes() / 1e6,
                    remaining == null ? "" : ", " + remaining.toSeconds() + " s left");
        }

        @Override
        public void note(String message) {
            System.err.println();
            System.err.println(message);
        }
    }
}
