package org.wenzheng.models.runtime.whisper;

import java.util.ArrayList;
import java.util.List;
import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.models.runtime.speech.SpeechRecognizer.Effort;

/** Which windows and decoders an utterance gets, which result is taken, and whether it is believed. */
final class DecodingPolicy {

    static final int MAX_SECONDS = 30;

    private static final int FULL_WINDOW = MAX_SECONDS * LogMel.FRAMES_A_SECOND;

    /** Tokens that end every prompt: start of transcript, language, task, no timestamps. */
    private static final int FIXED_PROMPT = 4;

    /** With so many digits a result is checked in a whole window: one wrong digit spoils a number. */
    private static final int MANY_DIGITS = 5;

    private static final String SPOKEN_DIGITS = "零〇一二三四五六七八九幺";

    private final WhisperModel model;
    private final WhisperSettings settings;
    private final LogMel mel;

    DecodingPolicy(WhisperModel model, WhisperSettings settings) {
        this.model = model;
        this.settings = settings;
        this.mel = new LogMel(model.dimensions.mels());
    }

    /** Decodes one utterance as hard as asked. */
    Decoding decode(float[] pcm, int[] prompt, Effort effort) throws ModelException {
        if (effort == Effort.OFFLINE) {
            return beam(pcm, prompt);
        }
        Decoding quick = quick(pcm, prompt);
        return effort == Effort.FINAL && doubtful(pcm, quick) ? again(pcm, prompt, quick) : quick;
    }

    /** The short window, greedy. */
    Decoding quick(float[] pcm, int[] prompt) throws ModelException {
        return greedy(pcm, prompt, frames(pcm), true);
    }

    /** Whether a whole window may hear better than the short one did. */
    boolean doubtful(float[] pcm, Decoding quick) {
        if (frames(pcm) >= FULL_WINDOW || nothing(quick)) {
            return false;
        }
        return quick.looped()
                || quick.averageLogProbability() < settings.doubtfulBelow()
                || digits(quick.tokens()) >= MANY_DIGITS;
    }

    /** Decodes in a whole window what was doubtful in a short one; the more likely of the two. */
    Decoding again(float[] pcm, int[] prompt, Decoding quick) throws ModelException {
        Decoding whole = greedy(pcm, prompt, FULL_WINDOW, !quick.looped());
        boolean better = quick.looped()
                ? believableRepeat(whole, limit(pcm, prompt))
                : whole.averageLogProbability() > quick.averageLogProbability();
        return better ? whole : quick;
    }

    /**
     * What else the short window may have held: the first is what is known already. Nothing else where a number was read out, of
     * which the words around it say nothing.
     */
    List<Decoding> alternatives(float[] pcm, int[] prompt, Decoding known) throws ModelException {
        if (digits(known.tokens()) >= MANY_DIGITS) {
            return List.of(known);
        }
        List<Decoding> all = new ArrayList<>(List.of(known));
        int frames = frames(pcm);
        try (WhisperModel.Speech speech = model.encode(mel.of(pcm, frames), frames)) {
            all.addAll(BeamDecoder.decode(model, speech, prompt, FIXED_PROMPT, limit(pcm, prompt)));
        }
        return all;
    }

    private int frames(float[] pcm) {
        int frames = (int) (pcm.length / LogMel.HOP + settings.paddingSeconds() * LogMel.FRAMES_A_SECOND + 1) / 2 * 2;
        return Math.min(FULL_WINDOW, frames);
    }

    /** Whether the text is one that the model makes up where nobody speaks. */
    boolean invented(Decoding decoding) {
        return decoding.averageLogProbability() < settings.unheardBelow() || nothing(decoding);
    }

    private boolean nothing(Decoding decoding) {
        return decoding.noSpeech() > settings.noSpeechAbove()
                && decoding.averageLogProbability() < settings.noSpeechBelow();
    }

    /** A whole window seldom loops, so what repeats there was said; but only digits are said so over and over. */
    private boolean believableRepeat(Decoding whole, int limit) {
        List<Integer> tokens = whole.tokens();
        if (tokens.size() >= limit) {
            return false; // it never came to an end
        }
        int surplus = LoopGuard.surplus(tokens);
        List<Integer> repeated = tokens.subList(tokens.size() - surplus, tokens.size());
        String text = TokenText.characters(repeated, model.vocabulary);
        return text.codePoints().filter(Character::isLetterOrDigit).allMatch(DecodingPolicy::digit);
    }

    private long digits(List<Integer> tokens) {
        return TokenText.characters(tokens, model.vocabulary)
                .codePoints()
                .filter(DecodingPolicy::digit)
                .count();
    }

    private static boolean digit(int character) {
        return Character.isDigit(character) || SPOKEN_DIGITS.indexOf(character) >= 0;
    }

    private Decoding greedy(float[] pcm, int[] prompt, int frames, boolean guarded) throws ModelException {
        try (WhisperModel.Speech speech = model.encode(mel.of(pcm, frames), frames)) {
            return GreedyDecoder.decode(model, speech, prompt, FIXED_PROMPT, limit(pcm, prompt), guarded);
        }
    }

    private Decoding beam(float[] pcm, int[] prompt) throws ModelException {
        try (WhisperModel.Speech speech = model.encode(mel.of(pcm, FULL_WINDOW), FULL_WINDOW)) {
            return BeamDecoder.decode(model, speech, prompt, FIXED_PROMPT, limit(pcm, prompt))
                    .get(0);
        }
    }

    /** Tokens at most: what the decoder has room for, and no more than anyone says in that time. */
    private int limit(float[] pcm, int[] prompt) {
        int room = model.dimensions.context() - prompt.length;
        return Math.min(room, 8 + settings.tokensASecond() * pcm.length / LogMel.SAMPLE_RATE);
    }
}
