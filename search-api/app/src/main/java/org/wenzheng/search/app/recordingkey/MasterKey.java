package org.wenzheng.search.app.recordingkey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.wenzheng.search.app.SecretFiles;

/** Wraps keys of recordings by AES-256-GCM (NIST SP 800-38D), the call's id authenticated with them. */
final class MasterKey {

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    private MasterKey(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    /**
     * Reads the key, or makes it where there is none.
     *
     * @param mayMake false when keys are wrapped already: a new master key could open none of them
     * @throws IllegalStateException telling what is wrong with the file
     */
    static MasterKey open(Path file, boolean mayMake) {
        try {
            if (!Files.exists(file)) {
                if (!mayMake) {
                    throw new IllegalStateException("The master key " + file + " is gone, and recordings need it. Put"
                            + " it back from its copy, or set WENZHENG_MASTER_KEY_FILE to where it is.");
                }
                byte[] made = new byte[KEY_BYTES];
                new SecureRandom().nextBytes(made);
                SecretFiles.write(file, Base64.getEncoder().encodeToString(made) + "\n");
            }
            if (SecretFiles.isOpenToOthers(file)) {
                throw new IllegalStateException("The master key " + file + " may be read by others: chmod 600 it.");
            }
            byte[] key = Base64.getDecoder().decode(Files.readString(file).strip());
            if (key.length != KEY_BYTES) {
                throw new IllegalStateException("The master key " + file + " has " + key.length + " bytes, not 32.");
            }
            return new MasterKey(key);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("The master key " + file + " is no Base64.", e);
        } catch (IOException e) {
            throw new UncheckedIOException("The master key " + file + " cannot be read or written.", e);
        }
    }

    /** Nonce and ciphertext in Base64. */
    String wrap(String call, byte[] recordingKey) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, call, nonce).doFinal(recordingKey);
            byte[] wrapped = new byte[nonce.length + sealed.length];
            System.arraycopy(nonce, 0, wrapped, 0, nonce.length);
            System.arraycopy(sealed, 0, wrapped, nonce.length, sealed.length);
            return Base64.getEncoder().encodeToString(wrapped);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is missing in this Java.", e);
        }
    }

    /** @throws IllegalStateException when it was wrapped by another master key or for another call */
    byte[] unwrap(String call, String wrapped) {
        byte[] bytes = Base64.getDecoder().decode(wrapped);
        byte[] nonce = Arrays.copyOf(bytes, NONCE_BYTES);
        try {
            return cipher(Cipher.DECRYPT_MODE, call, nonce).doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "A recording's key was wrapped by another master key; restore that key's file.", e);
        }
    }

    private Cipher cipher(int mode, String call, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(call.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
