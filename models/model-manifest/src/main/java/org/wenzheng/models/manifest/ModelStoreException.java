package org.wenzheng.models.manifest;

import org.jspecify.annotations.Nullable;

/** Weights could not be had; {@link Permanent} when trying the same again cannot help. */
public abstract sealed class ModelStoreException extends Exception {
    private static final long serialVersionUID = 1L;

    private ModelStoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** An unknown model, a wrong manifest, bytes that are not the named ones, a client that is not installed. */
    public static sealed class Permanent extends ModelStoreException {
        private static final long serialVersionUID = 1L;

        /** @param message what happened and what to do */
        public Permanent(String message) {
            super(message, null);
        }

        /** @param message what happened and what to do */
        public Permanent(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** A known model that is not in the cache, or not whole. */
    public static final class Absent extends Permanent {
        private static final long serialVersionUID = 1L;

        /** @param message which model, and the command that brings it */
        public Absent(String message) {
            super(message);
        }
    }

    /** Bytes of another size or SHA-256 than the manifest names; they are never loaded. */
    public static final class WrongBytes extends Permanent {
        private static final long serialVersionUID = 1L;

        /** @param message names file, expected, got and source */
        public WrongBytes(String message) {
            super(message);
        }
    }

    /** No network, a broken transfer, a full disk; the same may pass later, and goes on where it stopped. */
    public static final class Transient extends ModelStoreException {
        private static final long serialVersionUID = 1L;

        /** @param message what happened and what to do */
        public Transient(String message) {
            super(message, null);
        }

        /** @param message what happened and what to do */
        public Transient(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
