package org.wenzheng.search.app.media;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.wenzheng.search.app.recordingkey.RecordingKey;
import org.wenzheng.stream.records.v1.RecordingChunk;

/** Opens a chunk: AES-256-GCM, everything but the ciphertext authenticated. */
final class SealedChunk {

    private static final int TAG_BITS = 128;

    private SealedChunk() {}

    /**
     * The Ogg-Opus stream inside.
     *
     * @throws IllegalStateException when the chunk was changed or sealed by another key
     */
    static byte[] open(RecordingChunk chunk, RecordingKey key) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(key.bytes(), "AES"),
                    new GCMParameterSpec(TAG_BITS, chunk.getNonce().toByteArray()));
            cipher.updateAAD(chunk.toBuilder().clearCiphertext().build().toByteArray());
            return cipher.doFinal(chunk.getCiphertext().toByteArray());
        } catch (AEADBadTagException e) {
            throw new IllegalStateException("A recording's chunk was changed or sealed by another key.", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A recording's chunk cannot be opened.", e);
        }
    }
}
