package org.wenzheng.search.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What stays of a deleted segment or call: same index and id, version {@link SearchIndices#TOMBSTONE_VERSION}. It holds no
 * word. Readers leave out documents with {@code deleted}.
 *
 * @param segment null for a call's
 * @param deletedAt ISO 8601 instant
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Tombstone(
        @JsonProperty("schema_version") int schemaVersion,
        @JsonProperty("call") String call,
        @JsonProperty("segment") @Nullable String segment,
        @JsonProperty("deleted_at") String deletedAt,
        @JsonProperty("deleted") boolean deleted) {

    /** Of a call's document or, with a segment id, of one segment's. */
    public static Tombstone of(String call, @Nullable String segment, String deletedAt) {
        return new Tombstone(SearchIndices.SCHEMA_VERSION, call, segment, deletedAt, true);
    }
}
