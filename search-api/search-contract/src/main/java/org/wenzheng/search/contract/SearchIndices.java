package org.wenzheng.search.contract;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Names, templates and versions of the search indices. One index a month and kind, named from the call's start in UTC, so
 * that a replay writes to where the first run wrote; read through the aliases {@link #SEGMENTS} and {@link #CALLS}.
 *
 * <p>The writer puts {@link #templates} before its first document, writes with {@code version_type=external_gte} and the
 * version of {@link #version}, id = segment id or call id.
 */
public final class SearchIndices {

    /** Alias of all months' segments, and prefix of their names. */
    public static final String SEGMENTS = "segments";

    /** Alias of all months' calls, and prefix of their names. */
    public static final String CALLS = "calls";

    /** Of both documents. */
    public static final int SCHEMA_VERSION = 1;

    /** Length of {@link SegmentDocument#vector()}. */
    public static final int DIMENSIONS = 512;

    /** Version of a {@link Tombstone}: above that of any document, so nothing replayed brings back what was deleted. */
    public static final long TOMBSTONE_VERSION = 1L << 62;

    /**
     * Body of {@code PUT /segments-2026.11/_settings} while calls run; also the template's value, so that words are fresh
     * even if nobody sets it.
     */
    public static final String REFRESH_WHILE_CALLS_RUN = "{\"index\":{\"refresh_interval\":\"200ms\"}}";

    /** The same when no call runs. */
    public static final String REFRESH_AT_REST = "{\"index\":{\"refresh_interval\":\"5s\"}}";

    private static final long FINAL = 1L << 32;
    private static final DateTimeFormatter MONTH =
            DateTimeFormatter.ofPattern("uuuu.MM", Locale.ROOT).withZone(ZoneOffset.UTC);

    private SearchIndices() {}

    /** The index of a call's segments, e.g. {@code segments-2026.11}. */
    public static String segments(Instant callStartedAt) {
        return SEGMENTS + "-" + MONTH.format(callStartedAt);
    }

    /** The index of a call's document, e.g. {@code calls-2026.11}. */
    public static String calls(Instant callStartedAt) {
        return CALLS + "-" + MONTH.format(callStartedAt);
    }

    /**
     * External version of a document: any final beats any interim, then the higher revision wins. Of a call's document
     * {@code isFinal} means that the call has ended.
     *
     * @param revision not negative
     */
    public static long version(boolean isFinal, int revision) {
        if (revision < 0) {
            throw new IllegalArgumentException("revision " + revision + " is negative");
        }
        return (isFinal ? FINAL : 0) + revision;
    }

    /**
     * What to put before the first document. Runs alike on the bare local node and on a full distribution of 8.19 or
     * newer with the official analysis-smartcn plugin. Putting them again is harmless and touches no index that exists.
     *
     * @param embeddingModel {@code TextEmbedder.model()}: kept in the segments' {@code _meta}
     */
    public static List<IndexTemplate> templates(String embeddingModel) {
        return List.of(IndexTemplate.segments(embeddingModel), IndexTemplate.calls());
    }
}
