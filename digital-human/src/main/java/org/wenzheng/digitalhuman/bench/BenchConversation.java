package org.wenzheng.digitalhuman.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wenzheng.client.MediaEngine;
import org.wenzheng.digitalhuman.voice.Sound;
import org.wenzheng.digitalhuman.voice.Voice;
import org.wenzheng.models.manifest.ModelStore;
import org.wenzheng.models.runtime.synthesis.KokoroSynthesizer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * A synthetic citizen calls the running product, asks, interrupts and murmurs. Voice to voice is from the last loud sample of the
 * question, as it is sent, to the first loud block of the answer, as it is heard. A question whose answer was synthesised for it
 * counts as uncached: what is heard first then is the cached opening.
 */
@Command(name = "bench conversation")
public final class BenchConversation implements Callable<Integer> {

    private static final List<String> QUESTIONS =
            List.of("结婚登记收费吗？", "失业保险金怎么申领，要多久？", "公积金贷款的咨询电话是多少？", "高龄津贴在哪里办？", "残疾人证办理要跑几次？", "自来水发黄怎么办，电话多少？");
    private static final String INTERRUPTION = "等一下，我想先问一个别的事情。";
    private static final List<String> MURMURS = List.of("嗯。", "好的。");
    private static final int ANSWER_S = 20;
    private static final int SPEECH_S = 60;
    private static final long PAUSE_MS = 1_500;

    @Mixin
    ClientProgram product = new ClientProgram();

    @Option(names = "--sounds", required = true, description = "The digital human's folder of sounds.")
    Path sounds = Path.of("var/sounds");

    @Option(names = "--questions", description = "A file with a question a line.")
    @Nullable
    Path questions;

    @Option(names = "--rounds", defaultValue = "3")
    int rounds;

    @Option(names = "--voice", defaultValue = "zm_yunxi")
    String voice = "zm_yunxi";

    @Option(names = "--json")
    boolean json;

    private final List<Double> cached = new ArrayList<>();
    private final List<Double> uncached = new ArrayList<>();
    private final List<Double> stopped = new ArrayList<>();
    private int missed;
    private int cutOff;
    private int murmurs;
    private int fallenSilent;

    public static void main(String[] args) {
        ClientProgram.run(new BenchConversation(), args);
    }

    @Override
    public Integer call() throws Exception {
        List<String> asked = questions == null
                ? QUESTIONS
                : Files.readAllLines(questions).stream()
                        .filter(line -> !line.isBlank())
                        .toList();
        Path kokoro = ModelStore.open(ModelStore.defaultCache(System.getenv())).resolve("kokoro-zh");
        Path mine = Files.createDirectories(sounds.resolveSibling("bench-sounds"));
        Map<String, Sound> speech = new LinkedHashMap<>();
        try (Voice mouth = new Voice(() -> KokoroSynthesizer.load(kokoro), voice, mine)) {
            List<String> all = new ArrayList<>(asked);
            all.add(INTERRUPTION);
            all.addAll(MURMURS);
            for (String sentence : all) {
                mouth.prepare(List.of(sentence)).forEach(sound -> sound.join());
                speech.put(sentence, mouth.speak(sentence, 1).get(0).join());
            }
        }
        MediaEngine engine = new MediaEngine();
        try (SyntheticCitizen citizen =
                new SyntheticCitizen(product.sfu, new FrontDesk(product.searchApi, "").begin(), engine)) {
            if (!SyntheticCitizen.await(ANSWER_S, () -> citizen.answered() > 0)) {
                System.err.println("Nobody greets: look with ./run logs digital-human");
                return 1;
            }
            for (int round = 0; round < rounds; round++) {
                for (String question : asked) {
                    ask(citizen, speech.get(question));
                }
            }
            for (String question : asked) {
                murmur(citizen, speech.get(question), speech.get(MURMURS.get(murmurs % MURMURS.size())));
                interrupt(citizen, speech.get(question), speech.get(INTERRUPTION));
            }
        }
        report();
        return 0;
    }

    private void ask(SyntheticCitizen citizen, @Nullable Sound question) throws IOException, InterruptedException {
        quiet(citizen);
        if (question == null) {
            return;
        }
        long before = made();
        citizen.say(question);
        SyntheticCitizen.await(SPEECH_S, citizen::said);
        if (citizen.answered() > 0) {
            cutOff++;
            return;
        }
        if (!SyntheticCitizen.await(ANSWER_S, () -> citizen.answered() > 0)) {
            missed++;
            return;
        }
        double milliseconds = (citizen.answered() - citizen.ended()) / 1e6;
        quiet(citizen);
        (made() > before ? uncached : cached).add(milliseconds);
    }

    /** Speaks into an answer: how long until the last loud block of it. */
    private void interrupt(SyntheticCitizen citizen, @Nullable Sound question, @Nullable Sound interruption)
            throws InterruptedException {
        if (speaking(citizen, question) && interruption != null) {
            citizen.say(interruption);
            SyntheticCitizen.await(SPEECH_S, citizen::said);
            long last = citizen.lastHeard();
            // What is loud after the interruption's end answers it.
            if (last < citizen.ended()) {
                stopped.add(Math.max(0, (last - citizen.began()) / 1e6));
            } else {
                stopped.add((citizen.ended() - citizen.began()) / 1e6);
            }
        }
    }

    /** Murmurs into an answer: does it go on? */
    private void murmur(SyntheticCitizen citizen, @Nullable Sound question, @Nullable Sound murmur)
            throws InterruptedException {
        if (speaking(citizen, question) && murmur != null) {
            citizen.say(murmur);
            SyntheticCitizen.await(SPEECH_S, citizen::said);
            TimeUnit.MILLISECONDS.sleep(300);
            citizen.listenAnew();
            murmurs++;
            fallenSilent += SyntheticCitizen.await(1, () -> citizen.answered() > 0) ? 0 : 1;
        }
    }

    private static boolean speaking(SyntheticCitizen citizen, @Nullable Sound question) throws InterruptedException {
        quiet(citizen);
        if (question == null) {
            return false;
        }
        citizen.say(question);
        SyntheticCitizen.await(SPEECH_S, citizen::said);
        return SyntheticCitizen.await(ANSWER_S, () -> citizen.answered() > 0);
    }

    private static void quiet(SyntheticCitizen citizen) throws InterruptedException {
        SyntheticCitizen.await(SPEECH_S, () -> citizen.silentFor(PAUSE_MS));
    }

    private long made() throws IOException {
        try (Stream<Path> files = Files.list(sounds)) {
            return files.count();
        }
    }

    private void report() {
        System.out.printf(
                "voice to voice, cached    %s%nvoice to voice, uncached  %s (what is heard first is the cached opening)%n"
                        + "interrupted, silent after %s%nmurmurs %d, fell silent %d; cut off %d, missed %d%n",
                line(cached), line(uncached), line(stopped), murmurs, fallenSilent, cutOff, missed);
        if (json) {
            System.out.printf(
                    Locale.ROOT,
                    "{\"cached\":%s,\"uncached\":%s,\"barge_in\":%s,\"false_barge_in\":{\"tried\":%d,\"silent\":%d},"
                            + "\"cut_off\":%d,\"missed\":%d}%n",
                    object(cached),
                    object(uncached),
                    object(stopped),
                    murmurs,
                    fallenSilent,
                    cutOff,
                    missed);
        }
    }

    private static String line(List<Double> values) {
        return String.format(
                Locale.ROOT,
                "n %d, p50 %.0f ms, p95 %.0f ms",
                values.size(),
                percentile(values, 0.5),
                percentile(values, 0.95));
    }

    private static String object(List<Double> values) {
        return String.format(
                Locale.ROOT,
                "{\"n\":%d,\"p50_ms\":%.0f,\"p95_ms\":%.0f}",
                values.size(),
                percentile(values, 0.5),
                percentile(values, 0.95));
    }

    /** Nearest rank. */
    static double percentile(List<Double> values, double share) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
    }
}
