package org.wenzheng.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * Names a replayed call by what it is made of: the same recordings under the same names always give the same id, so that a
 * second replay takes the place of the first.
 *
 * <p>The id looks like any other call's, a ULID, but all of its 128 bits come from SHA-256, none from a clock.
 */
public final class CallId {

    private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int CHARACTERS = 26;

    private final MessageDigest digest;

    private CallId() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java without SHA-256", e);
        }
    }

    /**
     * The id of the call that these recordings are.
     *
     * @param files in the order of the speakers; each is read once, in pieces
     * @throws IOException if one cannot be read
     */
    public static String of(List<Path> files) throws IOException {
        CallId id = new CallId();
        for (Path file : files) {
            id.add(file);
        }
        return id.toUlid();
    }

    /** The id of something that other things than whole files make up as well, such as an order and pauses. */
    public static String of(List<Path> files, String arrangement) throws IOException {
        CallId id = new CallId();
        id.digest.update(arrangement.getBytes(UTF_8));
        for (Path file : files) {
            id.add(file);
        }
        return id.toUlid();
    }

    private void add(Path file) throws IOException {
        byte[] piece = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                digest.update(piece, 0, count);
            }
        }
        digest.update(file.getFileName().toString().getBytes(UTF_8));
    }

    private String toUlid() {
        return ulid(digest.digest());
    }

    /** The first 128 bits as 26 characters, the first of which carries only three bits (github.com/ulid/spec). */
    static String ulid(byte[] bytes) {
        StringBuilder text = new StringBuilder(CHARACTERS);
        for (int character = 0; character < CHARACTERS; character++) {
            int value = 0;
            for (int bit = 0; bit < 5; bit++) {
                int position = character * 5 + bit - 2; // two leading zeros make 130 bits of 128
                int set = position < 0 ? 0 : (bytes[position / 8] >> (7 - position % 8)) & 1;
                value = value << 1 | set;
            }
            text.append(CROCKFORD.charAt(value));
        }
        return text.toString();
    }
}
