package org.wenzheng.models.runtime.whisper;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.models.runtime.speech.MandarinText;
import org.wenzheng.models.runtime.speech.SpeechRecognizer;
import org.wenzheng.models.runtime.speech.SpokenText;
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
    private final Map<String, int[]> prompts = new HashMap<>();

    private WhisperRecognizer(WhisperModel model, WhisperSettings settings) throws ModelException {
        this.model = model;
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
        return new WhisperRecognizer(WhisperModel.load(folder, settings.threads()), settings);
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
        return believed(pcm, code, effort, policy.decode(pcm, prompt, effort));
    }

    @Override
    public FirstLook firstLook(float[] pcm, String language) throws ModelException {
        String code = checked(pcm, language);
        int[] prompt = prompt(code);
        if (silent(pcm)) {
            return new FirstLook(Transcript.silence(), null);
        }
        Decoding quick = policy.quick(pcm, prompt);
        Transcript transcript = believed(pcm, code, Effort.FINAL, quick);
        if (!policy.doubtful(pcm, quick)) {
            return new FirstLook(transcript, null);
        }
        return new FirstLook(transcript, () -> believed(pcm, code, Effort.FINAL, policy.again(pcm, prompt, quick)));
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

    private Transcript believed(float[] pcm, String code, Effort effort, Decoding decoding) {
        if (policy.invented(decoding)) {
            return new Transcript(Transcript.UNHEARD, List.of(), 0, decoding.averageLogProbability(), true);
        }
        return transcript(pcm, code, effort, decoding);
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

    private Transcript transcript(float[] pcm, String code, Effort effort, Decoding decoding) {
        TokenTimes times = TokenTimes.of(decoding, model.alignmentHeads, pcm);
        SpokenText text = TokenText.of(decoding, times, model.vocabulary);
        text = code.equals("zh") ? MandarinText.written(text, effort != Effort.INTERIM) : trimmed(text);
        if (text.words().isEmpty()) {
            return new Transcript(Transcript.UNHEARD, List.of(), 0, decoding.averageLogProbability(), true);
        }
        float confidence = 0;
        for (TimedWord word : text.words()) {
            confidence += word.confidence() / text.words().size();
        }
        return new Transcript(text.text(), text.words(), confidence, decoding.averageLogProbability(), false);
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
