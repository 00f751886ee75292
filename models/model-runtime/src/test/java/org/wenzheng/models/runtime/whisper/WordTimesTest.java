package org.wenzheng.models.runtime.whisper;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.wenzheng.models.runtime.speech.SpeechRecognizer.Effort;
import org.wenzheng.models.runtime.speech.Transcript;
import org.wenzheng.models.runtime.speech.Transcript.TimedWord;

/** Clips joined at known seconds: how far from the truth is a word that the joined text has at a clip's beginning? */
@Tag("slow")
class WordTimesTest {

    private static final int SECOND = 16_000;

    /** Clips whose first two characters Whisper base writes right, so that they can be found again. */
    private static final List<List<String>> GROUPS = List.of(
            List.of("W0184:而自", "W0234:进一", "W0301:新工", "W0151:但他"),
            List.of("W0351:要求", "W0401:于是", "W0334:都宣", "W0251:将严"),
            List.of("W0067:想听", "W0134:所有", "W0384:一点", "W0326:火鸟"));

    @Test
    void medianErrorIsBelowThreeTenthsOfASecond() throws Exception {
        List<Double> errors = new ArrayList<>();
        try (WhisperRecognizer whisper = WhisperRecognizer.load(Weights.whisperBase(), WhisperSettings.DEFAULT)) {
            for (List<String> group : GROUPS) {
                errors.addAll(errors(whisper, group));
            }
        }
        double[] sorted =
                errors.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        assertThat(sorted).hasSizeGreaterThanOrEqualTo(8);
        assertThat(sorted[sorted.length / 2])
                .as("median of %s", Arrays.toString(sorted))
                .isLessThanOrEqualTo(0.3);
    }

    private static List<Double> errors(WhisperRecognizer whisper, List<String> group) throws Exception {
        float[] joined = new float[0];
        List<Double> onsets = new ArrayList<>();
        List<String> heads = new ArrayList<>();
        for (String clip : group) {
            String[] parts = clip.split(":");
            Path file = Weights.recordings().resolve("aishell1_sample/BAC009S0150" + parts[0] + ".wav");
            float[] pcm = Recording.read(file);
            int length = Math.min(pcm.length, 29 * SECOND - joined.length);
            onsets.add((joined.length + onset(pcm)) / (double) SECOND);
            heads.add(parts[1]);
            float[] longer = Arrays.copyOf(joined, joined.length + length);
            System.arraycopy(pcm, 0, longer, joined.length, length);
            joined = longer;
        }
        Transcript transcript = whisper.recognize(joined, "zh", Effort.FINAL);
        List<Double> errors = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < heads.size(); i++) {
            int at = transcript.text().indexOf(heads.get(i), from);
            if (at >= 0) {
                errors.add(Math.abs(wordAt(transcript, at).startSeconds() - onsets.get(i)));
                from = at + 1;
            }
        }
        return errors;
    }

    private static TimedWord wordAt(Transcript transcript, int offset) {
        return transcript.words().stream()
                .filter(word -> word.startChar() <= offset && offset < word.endChar())
                .findFirst()
                .orElseThrow();
    }

    /** The first sample of the first 50 ms that are loud: a tenth of the clip's loudest such stretch. */
    private static int onset(float[] pcm) {
        int window = SECOND / 20;
        double[] energy = new double[pcm.length / window];
        for (int i = 0; i < energy.length; i++) {
            for (int k = i * window; k < (i + 1) * window; k++) {
                energy[i] += pcm[k] * pcm[k];
            }
        }
        double loudest = Arrays.stream(energy).max().orElse(0);
        int first = 0;
        while (energy[first] < loudest / 100) {
            first++;
        }
        return first * window;
    }
}
