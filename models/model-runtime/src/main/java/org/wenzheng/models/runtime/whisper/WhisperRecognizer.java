package org.wenzheng.models.runtime.whisper;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.models.runtime.speech.MandarinText;
import org.wenzheng.models.runtime.speech.SpeechRecognizer;
import org.wenzheng.models.runtime.speech.SpokenText;
import org.wenzheng.models.runtime.speech.TextRepair;
import org.wenzheng.models.runtime.speech.Transcript;
import org.wenzheng.models.runtime.speech.Transcript.TimedWord;

/**
 * Whisper as a {@link SpeechRecognizer}: short windows, guards against invented and repeated text, a second look at
 * doubtful results, words with times. Tensors live for one utterance; callers may be many at once.
 */
public final class WhisperRecognizer implements SpeechRecognizer {

    private static final int MAX_SECONDS = DecodingPolicy.MAX_SECONDS;

    /** Below this root mean square nobody speaks: -74 dB of full scale. */
    private static final double SILENT = 2e-4;

    private final WhisperModel model;
    private final DecodingPolicy policy;
    private final TextRepair repair;
    private final Map<String, int[]> prompts = new HashMap<>();

    private WhisperRecognizer(WhisperModel model, WhisperSettings settings, TextRepair repair) throws ModelException {
        this.model = model;
        this.repair = repair;
        this.policy = new DecodingPolicy(model, settings);
        for (Map.Entry<String, String> prompt : settings.prompts().entrySet()) {
            int[] previous = {model.vocabulary.previousText};
            prompts.put(prompt.getKey(), GreedyDecoder.join(previous, model.vocabulary.encode(prompt.getValue())));
        }
    }

    /**
     * Loads a model folder: {@code model.bin}, {@code tokenizer.json}, {@code config.json} as the manifest names them.
     * Two small graphs are written beside the weights at first use.
     *
     * @throws ModelException.Permanent if the folder does not hold such a model
     * @throws ModelException.Transient if the folder cannot be written
     */
    public static WhisperRecognizer load(Path folder, WhisperSettings settings) throws ModelException {
        return load(folder, settings, TextRepair.NONE);
    }

    /**
     * Loads a model folder.
     *
     * @param repair corrects Mandarin: what is heard first from its one hypothesis, a final in a second look from several
     */
    public static WhisperRecognizer load(Path folder, WhisperSettings settings, TextRepair repair)
            throws ModelException {
        return new WhisperRecognizer(WhisperModel.load(folder, settings.threads()), settings, repair);
    }

    @Override
    public String engine() {
        return "whisper-base/1";
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(model.vocabulary.languages(), true, false, MAX_SECONDS);
    }

    @Override
    public Transcript recognize(float[] pcm, String language, Effort effort) throws ModelException {
        String code = checked(pcm, language);
        int[] prompt = prompt(code);
        if (silent(pcm)) {
            return Transcript.silence();
        }
        Decoding decoding = policy.decode(pcm, prompt, effort);
        return effort == Effort.FINAL
                ? repaired(pcm, code, prompt, decoding)
                : believed(pcm, code, effort, List.of(decoding));
    }

    @Override
    public FirstLook firstLook(float[] pcm, String language) throws ModelException {
        String code = checked(pcm, language);
        int[] prompt = prompt(code);
        if (silent(pcm)) {
            return new FirstLook(Transcript.silence(), null);
        }
        Decoding quick = policy.quick(pcm, prompt);
        Transcript transcript = believed(pcm, code, Effort.FINAL, List.of(quick));
        boolean doubtful = policy.doubtful(pcm, quick);
        if (!doubtful && !repairs(code, quick)) {
            return new FirstLook(transcript, null);
        }
        SecondLook look = () -> repaired(pcm, code, prompt, doubtful ? policy.again(pcm, prompt, quick) : quick);
        return new FirstLook(transcript, doubtful ? look : SecondLook.optional(look));
    }

    /** The words of a final: where they may be repaired, the best of several hypotheses. */
    private Transcript repaired(float[] pcm, String code, int[] prompt, Decoding decoding) throws ModelException {
        List<Decoding> all = repairs(code, decoding) ? policy.alternatives(pcm, prompt, decoding) : List.of(decoding);
        return believed(pcm, code, Effort.FINAL, all);
    }

    private boolean repairs(String code, Decoding decoding) {
        return repair != TextRepair.NONE && code.equals("zh") && !policy.invented(decoding);
    }

    /** Its language, if the samples can be recognised at all. */
    private static String checked(float[] pcm, String language) throws ModelException {
        if (pcm.length == 0) {
            throw new ModelException.Permanent("There are no samples to recognise", null);
        }
        if (pcm.length > MAX_SECONDS * LogMel.SAMPLE_RATE) {
            throw new ModelException.Permanent(
                    "Whisper takes at most " + MAX_SECONDS + " seconds at a time: cut the speech before", null);
        }
        return Locale.forLanguageTag(language).getLanguage();
    }

    /** @param decodings the first says whether anything is believed */
    private Transcript believed(float[] pcm, String code, Effort effort, List<Decoding> decodings) {
        Decoding decoding = decodings.get(0);
        if (policy.invented(decoding)) {
            return new Transcript(Transcript.UNHEARD, List.of(), 0, decoding.averageLogProbability(), true);
        }
        return transcript(pcm, code, effort, decodings);
    }

    private int[] prompt(String code) throws ModelException {
        Vocabulary vocabulary = model.vocabulary;
        return GreedyDecoder.join(
                prompts.getOrDefault(code, new int[0]),
                vocabulary.startOfTranscript,
                vocabulary.language(code),
                vocabulary.transcribe,
                vocabulary.noTimestamps);
    }

    private static boolean silent(float[] pcm) {
        double squares = 0;
        for (float sample : pcm) {
            squares += sample * sample;
        }
        return Math.sqrt(squares / pcm.length) < SILENT;
    }

    private Transcript transcript(float[] pcm, String code, Effort effort, List<Decoding> decodings) {
        Decoding decoding = decodings.get(0);
        SpokenText text;
        if (code.equals("zh")) {
            List<SpokenText> heard = new ArrayList<>();
            List<TextRepair.Hypothesis> hypotheses = new ArrayList<>();
            for (Decoding candidate : decodings) {
                SpokenText spoken = MandarinText.simplified(spoken(candidate, pcm));
                heard.add(spoken);
                double total =
                        candidate.averageLogProbability() * (candidate.tokens().size() + 1.0);
                hypotheses.add(new TextRepair.Hypothesis(spoken.text(), total));
            }
            TextRepair.Choice choice = repair.repair(hypotheses);
            decoding = decodings.get(choice.index());
            text = MandarinText.written(heard.get(choice.index()).rewritten(choice.text()), effort != Effort.INTERIM);
        } else {
            text = trimmed(spoken(decoding, pcm));
        }
        if (text.words().isEmpty()) {
            return new Transcript(Transcript.UNHEARD, List.of(), 0, decoding.averageLogProbability(), true);
        }
        float confidence = 0;
        for (TimedWord word : text.words()) {
            confidence += word.confidence() / text.words().size();
        }
        return new Transcript(text.text(), text.words(), confidence, decoding.averageLogProbability(), false);
    }

    private SpokenText spoken(Decoding decoding, float[] pcm) {
        return TokenText.of(decoding, TokenTimes.of(decoding, model.alignmentHeads, pcm), model.vocabulary);
    }

    /** Every word of a language with spaces begins with one, the first too. */
    private static SpokenText trimmed(SpokenText text) {
        int spaces = text.text().length() - text.text().stripLeading().length();
        return spaces == 0 ? text : text.edit(List.of(new SpokenText.Edit(0, spaces, "")));
    }

    @Override
    public void close() {
        model.close();
    }
}
