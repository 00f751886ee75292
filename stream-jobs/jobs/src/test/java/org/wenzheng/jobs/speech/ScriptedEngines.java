package org.wenzheng.jobs.speech;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.models.runtime.speech.SpeechRecognizer;
import org.wenzheng.models.runtime.speech.StreamingRecognizer;
import org.wenzheng.models.runtime.speech.Transcript;
import org.wenzheng.models.runtime.vad.VoiceActivityDetector;

/** Engines that do what a test says; the words are the number of samples. Serialisable by the script's number. */
record ScriptedEngines(int number) implements SpeechEngines {
    private static final Map<Integer, Script> SCRIPTS = new ConcurrentHashMap<>();
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    static Script script() {
        Script script = new Script(NUMBERS.incrementAndGet());
        SCRIPTS.put(script.number, script);
        return script;
    }

    private Script own() {
        Script script = SCRIPTS.get(number);
        if (script == null) {
            throw new IllegalStateException("the test is over");
        }
        return script;
    }

    @Override
    public VoiceActivityDetector detector() {
        return new LoudnessDetector();
    }

    @Override
    public boolean wholeStretches() {
        return own().installed;
    }

    @Override
    public SpeechRecognizer recognizer() throws ModelException {
        Script script = own();
        if (script.absent != null) {
            throw new ModelException.Permanent(script.absent, null);
        }
        return script;
    }

    @Override
    public @Nullable StreamingRecognizer streaming(String language) {
        Script script = own();
        String primary = Locale.forLanguageTag(language).getLanguage();
        return primary.equals(script.streamed) ? new Streaming(primary) : null;
    }

    @Override
    public void prepare() {}

    @Override
    public InferencePool pool() {
        return own().pool;
    }

    private static Transcript words(String text) {
        if (text.equals(Transcript.UNHEARD)) {
            return new Transcript(text, List.of(), 0, -1.5f, true);
        }
        return new Transcript(
                text, List.of(new Transcript.TimedWord(text, 0.5f, 0.9f, 0.8f, 0, text.length())), 0.8f, -0.2f, false);
    }

    /** What a test tells the engines, and sees of them. */
    static final class Script implements SpeechRecognizer {
        private final int number;
        private final InferencePool pool = new InferencePool(2);
        private final AtomicInteger running = new AtomicInteger();
        private final AtomicInteger calls = new AtomicInteger();
        private volatile CountDownLatch hold = new CountDownLatch(0);
        private volatile @Nullable String absent;
        private volatile String streamed = "";
        private volatile boolean installed = true;
        private volatile Set<String> languages = Set.of("zh", "en", "ko");
        private volatile @Nullable String doubted;
        private volatile @Nullable String better;
        private volatile boolean optional;
        private volatile CountDownLatch holdSecond = new CountDownLatch(0);
        private int failures;
        private @Nullable ModelException failure;

        private Script(int number) {
            this.number = number;
        }

        ScriptedEngines engines() {
            return new ScriptedEngines(number);
        }

        CountDownLatch hold() {
            hold = new CountDownLatch(1);
            return hold;
        }

        int running() {
            return running.get();
        }

        int calls() {
            return calls.get();
        }

        synchronized void failNext(int times, ModelException with) {
            failures = times;
            failure = with;
        }

        /** The first words of every final are doubtful, and a second look gives others. */
        void doubt(@Nullable String first, @Nullable String second) {
            doubted = first;
            better = second;
        }

        /** The second looks of {@link #doubt} only better their words. */
        void onlyBetter() {
            optional = true;
        }

        CountDownLatch holdSecondLook() {
            holdSecond = new CountDownLatch(1);
            return holdSecond;
        }

        void absent(String why) {
            absent = why;
        }

        void notInstalled() {
            installed = false;
            absent("not installed");
        }

        void stream(String language) {
            streamed = language;
        }

        void languages(Set<String> known) {
            languages = known;
        }

        @Override
        public String engine() {
            return "script/1";
        }

        @Override
        public Capabilities capabilities() {
            return new Capabilities(languages, true, false, 30);
        }

        @Override
        public Transcript recognize(float[] pcm, String language, Effort effort) throws ModelException {
            running.incrementAndGet();
            try {
                calls.incrementAndGet();
                hold.await();
                synchronized (this) {
                    if (failures > 0 && failure != null) {
                        failures--;
                        throw failure;
                    }
                }
                return words(Integer.toString(pcm.length));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            } finally {
                running.decrementAndGet();
            }
        }

        @Override
        public FirstLook firstLook(float[] pcm, String language) throws ModelException {
            String first = doubted;
            String second = better;
            Transcript heard = recognize(pcm, language, Effort.FINAL);
            if (first == null || second == null) {
                return new FirstLook(heard, null);
            }
            SecondLook look = () -> {
                try {
                    holdSecond.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                recognize(pcm, language, Effort.FINAL);
                return words(second);
            };
            return new FirstLook(words(first), optional ? SecondLook.optional(look) : look);
        }

        @Override
        public void close() {
            hold.countDown();
            holdSecond.countDown();
            SCRIPTS.remove(number);
        }
    }

    private record Streaming(String language) implements StreamingRecognizer {
        @Override
        public String engine() {
            return "stream/1";
        }

        @Override
        public Session open() {
            return new Session() {
                private int samples;

                @Override
                public void accept(float[] pcm) {
                    samples += pcm.length;
                }

                @Override
                public String interim() {
                    return "streamed " + samples;
                }

                @Override
                public Transcript finish() {
                    return words("streamed " + samples);
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public void close() {}
    }
}
