package org.wenzheng.digitalhuman.call;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.wenzheng.digitalhuman.voice.Sound;
import org.wenzheng.digitalhuman.voice.SpeechOutput;
import org.wenzheng.digitalhuman.voice.Voice;

/** Says sentences into a call, in order, each clause as soon as it is there. On the agent's thread alone. */
final class Speaker {

    private final Voice voice;
    private final SpeechOutput output;
    private final Executor thread;
    private final List<CompletableFuture<Sound>> coming = new ArrayList<>();

    Speaker(Voice voice, SpeechOutput output, Executor thread) {
        this.voice = voice;
        this.output = output;
        this.thread = thread;
    }

    void say(List<String> sentences, float speed) {
        for (String sentence : sentences) {
            coming.addAll(voice.speak(sentence, speed));
        }
        flush();
    }

    /** Whether something is said or will be. */
    boolean speaking() {
        return !coming.isEmpty() || output.speaking();
    }

    /** Says no more. */
    void stop() {
        coming.forEach(sound -> sound.cancel(false));
        coming.clear();
        output.stop();
    }

    /** Hands on what is there; what failed is left out, the words are on screen. */
    private void flush() {
        while (!coming.isEmpty() && coming.get(0).isDone()) {
            CompletableFuture<Sound> next = coming.remove(0);
            if (!next.isCompletedExceptionally()) {
                output.add(next.join());
            }
        }
        if (!coming.isEmpty()) {
            CompletableFuture<Sound> first = coming.get(0);
            first.whenCompleteAsync(
                    (sound, failure) -> {
                        if (!coming.isEmpty() && coming.get(0) == first) {
                            flush();
                        }
                    },
                    thread);
        }
    }
}
