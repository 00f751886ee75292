package org.wenzheng.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.models.runtime.synthesis.SpeechSynthesizer;

/**
 * Makes the sound of the demo calls from their scripts: a stereo Ogg-Opus file a call, left citizen, right staff, marked as
 * synthetic speech. The same scripts, voices and synthesiser give the same sound.
 */
public final class DemoAudio {
    private final SpokenTurns turns;

    /**
     * A builder.
     *
     * @param cache folder for spoken turns; a build that was stopped goes on from there
     */
    public DemoAudio(SpeechSynthesizer synthesizer, Path cache) {
        this.turns = new SpokenTurns(synthesizer, cache);
    }

    /** Hears of each call that is made. */
    @FunctionalInterface
    public interface Progress {
        /** So many of all calls are made; {@code file} is the last one. */
        void made(int done, int all, Path file);
    }

    /** The sound file of a call in the demo's folder. */
    public static Path file(Path demo, DemoScript script) {
        return demo.resolve("audio").resolve(script.id() + ".opus");
    }

    /**
     * Makes all calls anew.
     *
     * @param demo folder with {@code scripts/}; the sound goes to {@code audio/}
     * @throws IOException if a script cannot be read or a file not written
     * @throws ModelException if the synthesiser cannot run or lacks a voice
     */
    public void rebuild(Path demo, Progress progress) throws IOException, ModelException {
        List<DemoScript> scripts = DemoScript.readAll(demo.resolve("scripts"));
        int done = 0;
        for (DemoScript script : scripts) {
            Path file = file(demo, script);
            build(script, file);
            progress.made(++done, scripts.size(), file);
        }
    }

    /** Makes one call. */
    public void build(DemoScript script, Path file) throws IOException, ModelException {
        float[][] channels = CallMix.of(script, turns);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path half = file.resolveSibling(file.getFileName() + ".part");
        OggOpusFile.write(half, channels, turns.sampleRate(), tags(script));
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Map<String, String> tags(DemoScript script) {
        return new TreeMap<>(Map.of(
                "title", script.title(),
                "language", "zh-CN",
                "comment", "合成语音 Synthetic speech (Kokoro-82M v1.0). 内容纯属虚构 All content is invented.",
                "synthetic", "true"));
    }
}
