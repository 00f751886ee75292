package org.wenzheng.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wenzheng.cli.Failure;
import org.wenzheng.cli.evaluate.WavFile;
import org.wenzheng.replay.audio.AudioFile;
import org.wenzheng.replay.audio.Voice;

/** Clips of a manifest, as {@code evaluate asr} reads it, as WAV files that a client can say: 48 kHz, 16 bit, mono. */
final class VoiceFiles {

    private VoiceFiles() {}

    /**
     * Writes Chinese clips spread evenly over the manifest, named in their order.
     *
     * @return what is said in them
     */
    static List<String> write(Path manifest, @Nullable Path root, int most, Path folder) throws IOException {
        List<String> lines = Files.readAllLines(manifest);
        if (lines.isEmpty()) {
            throw Failure.usage(manifest + " is empty: its first line names the columns.");
        }
        List<String> header = Arrays.asList(lines.get(0).replace("\uFEFF", "").split("\t", -1));
        int file = header.indexOf("file");
        int transcript = header.indexOf("transcript");
        int lang = header.indexOf("lang");
        if (file < 0 || transcript < 0 || lang < 0) {
            throw Failure.usage(manifest + " needs the columns file, transcript and lang; it has " + header + ".");
        }
        List<String[]> rows = lines.stream()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .filter(row -> row.length == header.size() && row[lang].equals("zh") && !row[transcript].isBlank())
                .toList();
        if (rows.isEmpty()) {
            throw Failure.usage(manifest + " has no row with lang zh.");
        }
        Path base = root == null ? manifest.toAbsolutePath().resolveSibling("") : root;
        int count = Math.min(most, rows.size());
        List<String> transcripts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String[] row = rows.get((int) ((long) i * rows.size() / count));
            write(base.resolve(row[file]), folder.resolve(String.format(Locale.ROOT, "%04d.wav", i)));
            transcripts.add(row[transcript]);
        }
        return transcripts;
    }

    private static void write(Path clip, Path wav) throws IOException {
        float[] samples = new float[Voice.SAMPLE_RATE];
        int length = 0;
        short[] frame = new short[Voice.FRAME_SAMPLES];
        try (AudioFile file = AudioFile.open(clip, true)) {
            Voice voice = file.voices().get(0);
            for (int read = voice.read(frame); read > 0; read = voice.read(frame)) {
                if (length + read > samples.length) {
                    samples = Arrays.copyOf(samples, 2 * samples.length);
                }
                for (int i = 0; i < read; i++) {
                    samples[length++] = frame[i] / 32_768f;
                }
            }
        }
        WavFile.write(wav, Arrays.copyOf(samples, length), Voice.SAMPLE_RATE);
    }

    /** Deletes what was written. */
    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
