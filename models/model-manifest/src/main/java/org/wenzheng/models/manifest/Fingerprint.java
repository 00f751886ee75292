package org.wenzheng.models.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What identifies a file's bytes.
 *
 * @param size in bytes
 * @param sha256 64 lower-case hexadecimal digits (FIPS 180-4)
 */
public record Fingerprint(long size, String sha256) {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final int BUFFER = 1 << 20;

    /** Checks both parts. */
    public Fingerprint {
        if (size <= 0) {
            throw new IllegalArgumentException("size must be above 0, not " + size);
        }
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("sha256 must be 64 lower-case hexadecimal digits, not " + sha256);
        }
    }

    /** Reads a whole file. An empty file has no fingerprint: it is an {@link IOException}. */
    static Fingerprint of(Path file) throws IOException {
        MessageDigest digest = digest();
        long size = 0;
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
                size += n;
            }
        }
        if (size == 0) {
            throw new IOException(file + " is empty");
        }
        return new Fingerprint(size, HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return size + " bytes, SHA-256 " + sha256;
    }
}
