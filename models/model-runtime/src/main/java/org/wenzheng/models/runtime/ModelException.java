package org.wenzheng.models.runtime;

import org.jspecify.annotations.Nullable;

/** A model could not be loaded or run; {@link Permanent} when trying again cannot help. */
public abstract sealed class ModelException extends Exception {
    private static final long serialVersionUID = 1L;

    private ModelException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** A wrong file, an unknown model, an input that the model cannot take. */
    public static final class Permanent extends ModelException {
        private static final long serialVersionUID = 1L;

        /** @param message what happened and what to do */
        public Permanent(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** Out of memory or time; the same input may pass later. */
    public static final class Transient extends ModelException {
        private static final long serialVersionUID = 1L;

        /** @param message what happened and what to do */
        public Transient(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
