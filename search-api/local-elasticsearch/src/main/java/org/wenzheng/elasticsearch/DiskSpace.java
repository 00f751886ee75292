package org.wenzheng.elasticsearch;

import java.util.Map;

/**
 * Free space that the node asks for, in bytes left rather than percent: a small office machine may be 90 % full and well.
 *
 * @param refuseBelowMb below it documents are refused (the flood stage), MiB
 */
record DiskSpace(long refuseBelowMb) {

    static final long DEFAULT_MINIMUM_FREE_MB = 500;

    DiskSpace {
        if (refuseBelowMb < 8) {
            throw new IllegalArgumentException(
                    "ELASTICSEARCH_MINIMUM_FREE_MB is " + refuseBelowMb + "; give at least 8.");
        }
    }

    /** Reads {@code ELASTICSEARCH_MINIMUM_FREE_MB}. */
    static DiskSpace fromEnvironment(Map<String, String> environment) {
        String text = environment.get("ELASTICSEARCH_MINIMUM_FREE_MB");
        try {
            return new DiskSpace(
                    text == null || text.isBlank() ? DEFAULT_MINIMUM_FREE_MB : Integer.parseInt(text.strip()));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "ELASTICSEARCH_MINIMUM_FREE_MB is \"" + text + "\"; give a whole number of MiB.", e);
        }
    }

    /** Above it documents are taken again (the high watermark), MiB. */
    long acceptAboveMb() {
        return refuseBelowMb * 3 / 2;
    }

    /** Above it new indices get a place (the low watermark), MiB. */
    long createAboveMb() {
        return refuseBelowMb * 2;
    }

    /** The node does not start with less: it could not even keep its own state, MiB. */
    long startAboveMb() {
        return refuseBelowMb / 4;
    }
}
