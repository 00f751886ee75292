package org.wenzheng.search.app.recordingkey;

/**
 * The key of a call's recording.
 *
 * @param bytes 256 bits for AES
 * @param version of the key; a chunk says which one sealed it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RecordingKey(byte[] bytes, int version) {

    /** Never prints the key. */
    @Override
    public String toString() {
        return "RecordingKey[version " + version + "]";
    }
}
