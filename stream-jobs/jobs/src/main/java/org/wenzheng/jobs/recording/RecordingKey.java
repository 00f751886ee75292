package org.wenzheng.jobs.recording;

/**
 * The key of one call's recording. Never logged, never part of saved state.
 *
 * @param key 32 octets
 * @param version counts the keys of a call
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RecordingKey(byte[] key, int version) {

    @Override
    public String toString() {
        return "RecordingKey[version=%s]".formatted(version);
    }
}
