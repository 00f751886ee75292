package org.wenzheng.digitalhuman.hearing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wenzheng.digitalhuman.voice.Sound;
import org.wenzheng.digitalhuman.voice.Voice;
import org.wenzheng.models.manifest.ModelStore;
import org.wenzheng.models.manifest.ModelStoreException;
import org.wenzheng.models.runtime.synthesis.KokoroSynthesizer;
import org.wenzheng.models.runtime.vad.SileroVad;
import org.wenzheng.models.runtime.vad.VoiceActivityDetector;

/** The digital human's voice comes back from the citizen's loudspeaker, with and without the citizen's own. Real voices, real VAD. */
@Tag("slow")
class CitizenEarTest {

    private static final int RATE = 48_000;
    private static final int BLOCK = 480;
    /** Through the room, the network twice and two jitter buffers. */
    private static final int DELAY = RATE * 180 / 1_000;
    /** As long a voice makes the digital human fall silent. */
    private static final int HOLD_MS = 250;

    private static Sound own;
    private static Sound citizen;
    private static VoiceActivityDetector detector;

    private int longest;

    @BeforeAll
    static void voices(@org.junit.jupiter.api.io.TempDir Path folder) throws Exception {
        ModelStore store = ModelStore.open(ModelStore.defaultCache(System.getenv()));
        Path kokoro;
        try {
            kokoro = store.resolve("kokoro-zh");
            store.resolve("silero-vad");
        } catch (ModelStoreException.Absent e) {
            Assumptions.abort("skipped: " + e.getMessage());
            return;
        }
        try (Voice human = new Voice(() -> KokoroSynthesizer.load(kokoro), "zf_xiaoyi", folder.resolve("own"));
                Voice man = new Voice(() -> KokoroSynthesizer.load(kokoro), "zm_yunxi", folder.resolve("man"))) {
            own = whole(human, "办理居住证要带身份证、租房合同，还有近期照片。办理时限是十五个工作日，不收费，在政务服务中心二楼综合窗口办理。");
            citizen = whole(man, "等一下，我想先问一个别的事情。");
        }
        detector = SileroVad.load(store);
    }

    private static Sound whole(Voice voice, String sentence) {
        short[] pcm = new short[0];
        for (var clause : voice.speak(sentence, 1)) {
            short[] more = clause.join().pcm();
            short[] longer = java.util.Arrays.copyOf(pcm, pcm.length + more.length);
            System.arraycopy(more, 0, longer, pcm.length, more.length);
            pcm = longer;
        }
        return new Sound(sentence, pcm, java.util.List.of());
    }

    /** What the microphone takes up: own voice by a direct path and two walls, the citizen from a time on, a hiss. */
    private static short[] microphone(double decibels, int citizenFrom) {
        double gain = Math.pow(10, decibels / 20);
        short[] mixed = new short[own.pcm().length + RATE];
        Random random = new Random(7);
        for (int i = 0; i < mixed.length; i++) {
            double sample = random.nextGaussian() * 12
                    + gain
                            * (0.7 * at(own.pcm(), i - DELAY)
                                    + 0.2 * at(own.pcm(), i - DELAY - 611)
                                    - 0.1 * at(own.pcm(), i - DELAY - 1_733));
            if (citizenFrom >= 0) {
                sample += at(citizen.pcm(), i - citizenFrom);
            }
            mixed[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, sample));
        }
        return mixed;
    }

    private static short at(short[] pcm, int place) {
        return place >= 0 && place < pcm.length ? pcm[place] : 0;
    }

    /** Runs it all by its own clock, which begins at a second; gives when a hold was due, or -1. */
    private long run(CitizenEar ear, short[] microphone) throws Exception {
        long held = -1;
        for (int i = 0; i + BLOCK <= microphone.length; i += BLOCK) {
            long now = 1_000 + i * 1_000L / RATE;
            short[] sent = new short[BLOCK];
            for (int j = 0; j < BLOCK; j++) {
                sent[j] = at(own.pcm(), i + j);
            }
            ear.sent(sent, now);
            short[] near = java.util.Arrays.copyOfRange(microphone, i, i + BLOCK);
            ear.heard(near, now);
            longest = Math.max(longest, ear.lastedMs());
            if (held < 0 && ear.lastedMs() >= HOLD_MS) {
                held = now;
            }
        }
        return held;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -10})
    void doesNotTakeItsOwnVoiceForTheCitizen(double decibels) throws Exception {
        try (CitizenEar ear = new CitizenEar(detector)) {
            long held = run(ear, microphone(decibels, -1));
            assertThat(held).as("longest voice %d ms", longest).isEqualTo(-1);
            assertThat(ear.onlyEcho(3_000, 6_000)).isTrue();
        }
    }

    /** What was sent before the citizen was there, and clocks that differ, must not hide the echo from whoever looks for it. */
    @Test
    void findsTheEchoWhateverWasSentBeforeTheCitizenWasThere() throws Exception {
        try (CitizenEar ear = new CitizenEar(detector)) {
            for (int i = 0; i < 300; i++) {
                ear.sent(new short[BLOCK], 10L * i);
            }
            assertThat(run(ear, microphone(0, -1)))
                    .as("longest voice %d ms", longest)
                    .isEqualTo(-1);
        }
    }

    /** Most browsers cancel the echo themselves; nothing may be lost there, from the first second on. */
    @ParameterizedTest
    @ValueSource(ints = {500, 1_000, 2_000, 4_000})
    void hearsTheCitizenWhereThereIsNoEcho(int fromMs) throws Exception {
        try (CitizenEar ear = new CitizenEar(detector)) {
            long held = run(ear, microphone(-70, fromMs * RATE / 1_000));
            // Whether there is an echo is known after some 800 ms of own voice.
            long known = 1_000 + Math.max(fromMs, 800);
            assertThat(held).isBetween(1_000L + fromMs, known + 600);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -10})
    void hearsTheCitizenThroughItsOwnVoice(double decibels) throws Exception {
        int from = 4 * RATE;
        try (CitizenEar ear = new CitizenEar(detector)) {
            long held = run(ear, microphone(decibels, from));
            assertThat(held).isBetween(5_000L, 5_000L + 900);
            assertThat(ear.onlyEcho(5_000, 6_500)).isFalse();
        }
    }

    @Test
    void knowsOfASoftCitizenWhileItIsSilentItself() throws Exception {
        try (CitizenEar ear = new CitizenEar(detector)) {
            ear.heard(new short[BLOCK], 10_000);
            assertThat(ear.onlyEcho(9_000, 10_000)).isFalse();
        }
    }
}
