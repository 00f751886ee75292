package org.wenzheng.mirror;

/**
 * How much a mirror holds while Kafka does not take it, and how it sends.
 *
 * @param records records that the ring holds at most; a power of two
 * @param bytes serialized bytes that media in the ring may have at most
 * @param reserve of the records, how many are kept for call events and ends of tracks when media has filled the rest
 * @param producerBytes bytes that the Kafka producer holds beyond the ring
 * @param lingerMs milliseconds that the producer waits for more records of a batch
 */
public record MirrorSettings(int records, long bytes, int reserve, long producerBytes, int lingerMs) {

    /**
     * The defaults: 64 Ki records and 32 MiB, which 100 calls of two voices fill in about 13 seconds, or one call in 20
     * minutes; 4 Ki of the records for events; 16 MiB in the producer; 5 ms.
     */
    public static final MirrorSettings DEFAULT = new MirrorSettings(1 << 16, 32L << 20, 1 << 12, 16L << 20, 5);

    /** Checks the numbers. */
    public MirrorSettings {
        if (records < 2 || Integer.bitCount(records) != 1) {
            throw new IllegalArgumentException("records must be a power of two, at least 2, but is " + records);
        }
        if (reserve < 0 || reserve >= records) {
            throw new IllegalArgumentException("reserve must be from 0 to below " + records + ", but is " + reserve);
        }
        if (bytes < 1 || producerBytes < 1 || lingerMs < 0) {
            throw new IllegalArgumentException(
                    "bytes and producerBytes must be positive and lingerMs not negative, but are " + bytes + ", "
                            + producerBytes + ", " + lingerMs);
        }
    }
}
