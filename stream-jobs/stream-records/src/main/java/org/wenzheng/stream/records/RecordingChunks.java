package org.wenzheng.stream.records;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Locale;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.wenzheng.stream.records.v1.RecordingChunk;

/**
 * Seals and opens stored stretches of a call: AES-256-GCM (NIST SP 800-38D), everything beside the sound authenticated, so
 * that neither a byte nor the place of a chunk can be changed unseen.
 */
public final class RecordingChunks {

    /** Length of a chunk on its call's clock, milliseconds. */
    public static final int CHUNK_MS = 10_000;

    /** Octets of a key. */
    public static final int KEY_BYTES = 32;

    private static final int VERSION = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String SUFFIX = ".chunk";

    private RecordingChunks() {}

    /**
     * A chunk in the clear.
     *
     * @param head all but nonce and sound, authenticated
     * @param ogg a whole Ogg-Opus stream (RFC 7845)
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Opened(RecordingChunk head, byte[] ogg) {}

    /**
     * Where a chunk lies below the folder of recordings.
     *
     * @param callStartedAtUs unix microseconds
     * @param index of the chunk: its start on the call's clock through {@link #CHUNK_MS}
     */
    public static String path(long callStartedAtUs, String call, String track, int index) {
        return folder(callStartedAtUs, call) + "/" + safe(track) + "/" + String.format(Locale.ROOT, "%06d", index)
                + SUFFIX;
    }

    /**
     * Where all chunks of a call lie, a folder a track.
     *
     * @param callStartedAtUs unix microseconds
     */
    public static String folder(long callStartedAtUs, String call) {
        ZonedDateTime start = Instant.ofEpochSecond(callStartedAtUs / 1_000_000).atZone(ZoneOffset.UTC);
        return String.format(Locale.ROOT, "%04d/%02d/%s", start.getYear(), start.getMonthValue(), safe(call));
    }

    /**
     * Encrypts a stream.
     *
     * @param head what is known of it; nonce and ciphertext are set here
     * @param ogg a whole Ogg-Opus stream
     * @param key of {@link #KEY_BYTES} octets
     * @param random gives a nonce that is used once
     * @return what to store
     */
    public static RecordingChunk seal(RecordingChunk head, byte[] ogg, byte[] key, SecureRandom random) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        RecordingChunk clear = head.toBuilder()
                .setSchemaVersion(VERSION)
                .setNonce(ByteString.copyFrom(nonce))
                .clearCiphertext()
                .build();
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, clear).doFinal(ogg);
            return clear.toBuilder().setCiphertext(ByteString.copyFrom(sealed)).build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks AES-256-GCM", e);
        }
    }

    /**
     * The version of the key that a stored chunk needs, before it can be opened.
     *
     * @throws RecordingChunkException if it is none
     */
    public static int keyVersion(byte[] stored) throws RecordingChunkException {
        return parse(stored).getKeyVersion();
    }

    /**
     * Checks and decrypts a stored chunk.
     *
     * @param stored a file as it lies
     * @param path where it was found, below the folder of recordings
     * @param key of its call
     * @throws RecordingChunkException if it is no chunk, was changed or moved, or has another key
     */
    public static Opened open(byte[] stored, String path, byte[] key) throws RecordingChunkException {
        RecordingChunk chunk = parse(stored);
        RecordingChunk clear = chunk.toBuilder().clearCiphertext().build();
        try {
            byte[] nonce = chunk.getNonce().toByteArray();
            byte[] ogg = cipher(Cipher.DECRYPT_MODE, key, nonce, clear)
                    .doFinal(chunk.getCiphertext().toByteArray());
            String place = safe(chunk.getCall()) + "/" + safe(chunk.getTrack()) + "/"
                    + String.format(Locale.ROOT, "%06d", chunk.getIndex()) + SUFFIX;
            if (!("/" + path).endsWith("/" + place)) {
                throw new RecordingChunkException(
                        RecordingChunkException.Reason.NOT_AUTHENTIC,
                        path + " holds the chunk of another place: " + place);
            }
            return new Opened(clear, ogg);
        } catch (AEADBadTagException e) {
            throw new RecordingChunkException(
                    RecordingChunkException.Reason.NOT_AUTHENTIC, path + " was changed, or its key is another", e);
        } catch (GeneralSecurityException e) {
            throw new RecordingChunkException(
                    RecordingChunkException.Reason.MALFORMED, path + " cannot be decrypted: " + e.getMessage(), e);
        }
    }

    private static RecordingChunk parse(byte[] stored) throws RecordingChunkException {
        RecordingChunk chunk;
        try {
            chunk = RecordingChunk.parseFrom(stored);
        } catch (InvalidProtocolBufferException e) {
            throw new RecordingChunkException(
                    RecordingChunkException.Reason.MALFORMED, "no recording chunk, or cut short", e);
        }
        if (chunk.getSchemaVersion() != VERSION) {
            throw new RecordingChunkException(
                    chunk.getSchemaVersion() == 0
                            ? RecordingChunkException.Reason.MALFORMED
                            : RecordingChunkException.Reason.UNKNOWN_VERSION,
                    "recording chunk of version %s; this reads %s".formatted(chunk.getSchemaVersion(), VERSION));
        }
        if (chunk.getNonce().size() != NONCE_BYTES) {
            throw new RecordingChunkException(
                    RecordingChunkException.Reason.MALFORMED, "recording chunk without a nonce of 12 octets");
        }
        return chunk;
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, RecordingChunk clear)
            throws GeneralSecurityException {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a recording key has 32 octets, not " + key.length);
        }
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(bytes(clear));
        return cipher;
    }

    /** The same octets in every process: fields in the order of their numbers. */
    private static byte[] bytes(RecordingChunk clear) {
        byte[] bytes = new byte[clear.getSerializedSize()];
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.useDeterministicSerialization();
        try {
            clear.writeTo(out);
            out.checkNoSpaceLeft();
        } catch (IOException e) {
            throw new IllegalStateException("an array has room", e);
        }
        return bytes;
    }

    /** A name that is one folder, whatever it holds: letters, digits, - and _ stay, every other octet becomes %XX. */
    private static String safe(String name) {
        StringBuilder safe = new StringBuilder();
        for (byte octet : name.getBytes(UTF_8)) {
            boolean plain = octet >= 'a' && octet <= 'z'
                    || octet >= 'A' && octet <= 'Z'
                    || octet >= '0' && octet <= '9'
                    || octet == '-'
                    || octet == '_';
            safe.append(plain ? String.valueOf((char) octet) : String.format(Locale.ROOT, "%%%02X", octet));
        }
        return safe.toString();
    }
}
