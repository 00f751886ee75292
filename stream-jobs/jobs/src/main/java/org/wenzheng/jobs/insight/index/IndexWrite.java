package org.wenzheng.jobs.insight.index;

/**
 * A document to be written.
 *
 * @param index its month's index
 * @param id segment or call id
 * @param version external: an older one never overwrites a newer one
 * @param document JSON, UTF-8
 * @param sourceTopic topic of the record that it was made of
 * @param sourceKey key of that record
 * @param source value of that record: what is kept should Elasticsearch refuse the document for good
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record IndexWrite(
        String index, String id, long version, byte[] document, String sourceTopic, String sourceKey, byte[] source) {

    /** Names the document over all indices. */
    String place() {
        return index + '/' + id;
    }
}
