package org.wenzheng.digitalhuman.voice;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wenzheng.models.runtime.synthesis.SpeechSynthesizer.Phoneme;

/**
 * Spoken clauses on disk, by text, voice and speed. A file says in its head that it is synthetic: {@link #MARK}. What cannot be
 * read is made again.
 */
final class SoundFiles {

    /** Stands in every file: 数字人 · AI生成. */
    static final String MARK = "AI-generated speech (synthetic, not a person)";

    private static final Logger log = LoggerFactory.getLogger(SoundFiles.class);
    private static final int VERSION = 1;
    private static final int MOST = 48_000 * 120;

    private final Path folder;

    SoundFiles(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** Whether there is a file, broken or not. */
    boolean has(String text, String voice, float speed) {
        return Files.exists(file(text, voice, speed));
    }

    Optional<Sound> read(String text, String voice, float speed) {
        Path file = file(text, voice, speed);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            int version = in.readInt();
            String mark = in.readUTF();
            int samples = in.readInt();
            if (version != VERSION || !mark.equals(MARK) || samples < 0 || samples > MOST) {
                return Optional.empty();
            }
            byte[] bytes = in.readNBytes(2 * samples);
            short[] pcm = new short[bytes.length / 2];
            for (int i = 0; i < pcm.length; i++) {
                pcm[i] = (short) (bytes[2 * i] & 0xff | bytes[2 * i + 1] << 8);
            }
            int count = in.readInt();
            List<Phoneme> phonemes = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                phonemes.add(new Phoneme(in.readUTF(), in.readFloat(), in.readFloat()));
            }
            return Optional.of(new Sound(text, pcm, phonemes));
        } catch (IOException e) {
            log.warn(
                    "A cached sound cannot be read and is made again: {}",
                    e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    void write(Sound sound, String voice, float speed) throws IOException {
        Path file = file(sound.text(), voice, speed);
        Path part = Files.createTempFile(folder, "sound", ".part");
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(part)))) {
            out.writeInt(VERSION);
            out.writeUTF(MARK);
            out.writeInt(sound.pcm().length);
            byte[] bytes = new byte[2 * sound.pcm().length];
            for (int i = 0; i < sound.pcm().length; i++) {
                bytes[2 * i] = (byte) sound.pcm()[i];
                bytes[2 * i + 1] = (byte) (sound.pcm()[i] >> 8);
            }
            out.write(bytes);
            out.writeInt(sound.phonemes().size());
            for (Phoneme phoneme : sound.phonemes()) {
                out.writeUTF(phoneme.symbol());
                out.writeFloat(phoneme.startSeconds());
                out.writeFloat(phoneme.endSeconds());
            }
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path file(String text, String voice, float speed) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest("%s|%.2f|%s".formatted(voice, speed, text).getBytes(StandardCharsets.UTF_8));
            return folder.resolve(HexFormat.of().formatHex(hash, 0, 16) + ".sound");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
