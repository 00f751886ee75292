package org.wenzheng.digitalhuman.voice;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.models.runtime.synthesis.SpeechSynthesizer;

/**
 * Speaks sentences: from the cache at once, else synthesised clause by clause on one thread, what somebody waits for before what
 * is only prepared. Safe for any thread.
 */
public final class Voice implements AutoCloseable {

    /** Opens the engine. */
    @FunctionalInterface
    public interface Engine {
        SpeechSynthesizer open() throws ModelException;
    }

    private record Task(boolean urgent, long number, String text, float speed, CompletableFuture<Sound> done)
            implements Comparable<Task> {
        @Override
        public int compareTo(Task other) {
            return urgent == other.urgent ? Long.compare(number, other.number) : urgent ? -1 : 1;
        }
    }

    private static final Logger log = LoggerFactory.getLogger(Voice.class);
    /** A clause ends behind these; the first is short, so that it is heard soon. */
    private static final Pattern CLAUSE = Pattern.compile("(?<=[，；。！？：])");

    private static final int SHORT = 8;
    private static final int LONG = 60;

    private final Engine engine;
    private final String name;
    private final SoundFiles files;
    private final PriorityBlockingQueue<Task> tasks = new PriorityBlockingQueue<>();
    private final AtomicLong numbers = new AtomicLong();
    private final Thread thread = new Thread(this::run, "voice");
    private volatile boolean closed;

    /**
     * @param name of the voice
     * @param cache folder of what was synthesised
     */
    public Voice(Engine engine, String name, Path cache) throws IOException {
        this.engine = engine;
        this.name = name;
        this.files = new SoundFiles(cache);
        thread.setDaemon(true);
        thread.start();
    }

    /** The sounds of a sentence in their order; those that are cached are there already. */
    public List<CompletableFuture<Sound>> speak(String sentence, float speed) {
        Optional<Sound> whole = files.read(sentence, name, speed);
        if (whole.isPresent()) {
            return List.of(CompletableFuture.completedFuture(whole.get()));
        }
        return clauses(sentence).stream()
                .map(clause -> files.read(clause, name, speed)
                        .map(CompletableFuture::completedFuture)
                        .orElseGet(() -> task(true, clause, speed)))
                .toList();
    }

    /** Whether a sentence can be said at once. */
    public boolean cached(String sentence, float speed) {
        return files.has(sentence, name, speed);
    }

    /** Has sentences made that may be needed, when nothing more urgent is to be done. */
    public List<CompletableFuture<Sound>> prepare(Collection<String> sentences) {
        return sentences.stream()
                .filter(sentence -> !files.has(sentence, name, 1))
                .map(sentence -> task(false, sentence, 1))
                .toList();
    }

    static List<String> clauses(String sentence) {
        List<String> clauses = new ArrayList<>();
        StringBuilder clause = new StringBuilder();
        for (String piece : CLAUSE.split(sentence)) {
            if (clause.length() + piece.length() > LONG && !clause.isEmpty()) {
                clauses.add(clause.toString());
                clause.setLength(0);
            }
            clause.append(piece);
            if (clause.length() >= SHORT) {
                clauses.add(clause.toString());
                clause.setLength(0);
            }
        }
        if (!clause.isEmpty()) {
            clauses.add(clause.toString());
        }
        return clauses;
    }

    private CompletableFuture<Sound> task(boolean urgent, String text, float speed) {
        CompletableFuture<Sound> done = new CompletableFuture<>();
        tasks.add(new Task(urgent, numbers.getAndIncrement(), text, speed, done));
        return done;
    }

    private void run() {
        SpeechSynthesizer opened = opened();
        while (!closed) {
            Task task;
            try {
                task = tasks.take();
            } catch (InterruptedException e) {
                break;
            }
            if (task.done.isCancelled()) {
                continue;
            }
            try {
                opened = opened == null ? engine.open() : opened;
                SpeechSynthesizer.Speech speech = opened.speak(task.text, name, task.speed);
                Sound sound = new Sound(task.text, Upsampler.doubled(speech.samples()), speech.phonemes());
                files.write(sound, name, task.speed);
                task.done.complete(sound);
            } catch (ModelException | IOException | RuntimeException e) {
                log.warn("A clause could not be spoken: {}", e.getMessage());
                task.done.completeExceptionally(e);
            }
        }
        if (opened != null) {
            opened.close();
        }
    }

    /** Ahead of the first call, since it takes seconds; what fails is tried again when something must be said. */
    private @Nullable SpeechSynthesizer opened() {
        try {
            return engine.open();
        } catch (ModelException | RuntimeException e) {
            log.warn("The voice is not there yet: {}", e.getMessage());
            return null;
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
