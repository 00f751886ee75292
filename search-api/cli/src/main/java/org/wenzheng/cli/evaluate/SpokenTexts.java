package org.wenzheng.cli.evaluate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wenzheng.cli.Failure;
import org.wenzheng.cli.Home;
import org.wenzheng.cli.models.ModelFetch;
import org.wenzheng.models.manifest.ModelStoreException;
import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.models.runtime.synthesis.KokoroSynthesizer;
import org.wenzheng.models.runtime.synthesis.SpeechSynthesizer;

/**
 * Texts as a call would bring them: each spoken by a synthesised voice, one voice after another, and recognised by the
 * jobs' own segmenter and settings. The voices' WAV files stay in the folder, so that a run that was stopped goes on.
 */
final class SpokenTexts {

    /** Recognises what a manifest of {@code evaluate asr} names, and writes its predictions. */
    @FunctionalInterface
    interface Recogniser {
        void recognise(Path manifest, Path predictions) throws IOException, InterruptedException;
    }

    private final Path folder;
    private final SpeechSynthesizer synthesizer;

    /** @param folder for the sound, the manifest and what was recognised */
    SpokenTexts(Path folder, SpeechSynthesizer synthesizer) {
        this.folder = folder;
        this.synthesizer = synthesizer;
    }

    /**
     * Speaks texts by the voices that ship and recognises them as the jobs do.
     *
     * @param folder keeps the sound
     * @param domain the office's texts, null for none but what the jobs are set to
     */
    static List<String> of(Path folder, List<String> texts, @Nullable Path domain)
            throws IOException, InterruptedException, ModelException {
        ModelFetch.fetch(List.of("kokoro-zh", "whisper-base", "silero-vad"));
        Home home = Home.find();
        try (SpeechSynthesizer voices =
                KokoroSynthesizer.load(ModelFetch.store().resolve("kokoro-zh"))) {
            return new SpokenTexts(folder, voices)
                    .recognised(
                            texts,
                            (manifest, predictions) -> recognise(home, manifest, predictions, domain),
                            System.err::println);
        } catch (ModelStoreException e) {
            throw Failure.failed(String.valueOf(e.getMessage()));
        }
    }

    private static void recognise(Home home, Path manifest, Path predictions, @Nullable Path domain)
            throws IOException, InterruptedException {
        List<String> arguments =
                new ArrayList<>(List.of("--data", manifest.toString(), "--predictions", predictions.toString()));
        Arguments.add(arguments, "--domain", domain);
        if (ModuleProgram.run(home, ModuleProgram.JOBS, EvaluateAsrCommand.PROGRAM, arguments) != 0) {
            throw Failure.failed("Recognition failed; its message stands above.");
        }
    }

    /**
     * Speaks and recognises.
     *
     * @param progress is told how far the voices are
     * @return what was recognised, one a text, empty where nothing was
     */
    List<String> recognised(List<String> texts, Recogniser recogniser, Consumer<String> progress)
            throws IOException, InterruptedException, ModelException {
        Files.createDirectories(folder);
        List<String> voices = synthesizer.voices();
        List<String> manifest = new ArrayList<>(List.of("file\ttranscript\tlang"));
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i).replaceAll("\\s+", " ");
            manifest.add(spoken(text, voices.get(i % voices.size())) + "\t" + text + "\tzh");
            progress.accept("spoken %d of %d".formatted(i + 1, texts.size()));
        }
        Path list = folder.resolve("manifest.tsv");
        Path predictions = folder.resolve("predictions.tsv");
        Files.write(list, manifest);
        recogniser.recognise(list, predictions);
        List<String> lines = Files.readAllLines(predictions, UTF_8);
        if (lines.size() != texts.size() + 1) {
            throw new IOException("Of %d spoken texts %d were recognised".formatted(texts.size(), lines.size() - 1));
        }
        return lines.stream()
                .skip(1)
                .map(line -> line.split("\t", -1)[2].strip())
                .toList();
    }

    /** File name, in the folder. */
    private String spoken(String text, String voice) throws IOException, ModelException {
        Path file = folder.resolve(voice + "-" + hash(text) + ".wav");
        if (!Files.exists(file)) {
            WavFile.write(file, synthesizer.speak(text, voice, 1).samples(), synthesizer.sampleRate());
        }
        return file.getFileName().toString();
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
