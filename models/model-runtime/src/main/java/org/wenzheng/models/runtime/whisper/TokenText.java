package org.wenzheng.models.runtime.whisper;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wenzheng.models.runtime.speech.SpokenText;
import org.wenzheng.models.runtime.speech.Transcript.TimedWord;

/** From tokens to text: characters that several tokens spell are joined, Latin word pieces and digits too. */
final class TokenText {

    private final StringBuilder text = new StringBuilder();
    private final List<TimedWord> words = new ArrayList<>();

    private TokenText() {}

    /** The decoding's text. */
    static SpokenText of(Decoding decoding, TokenTimes times, Vocabulary vocabulary) {
        TokenText text = new TokenText();
        ByteArrayOutputStream open = new ByteArrayOutputStream();
        int first = 0;
        double grade = 0;
        List<Integer> tokens = decoding.tokens();
        for (int i = 0; i < tokens.size(); i++) {
            open.writeBytes(vocabulary.bytes(tokens.get(i)));
            grade += decoding.logProbabilities().get(i);
            String characters = decode(open.toByteArray());
            boolean last = i == tokens.size() - 1;
            if (characters == null && last) {
                break; // the half of a character: nothing to show
            }
            if (characters != null) {
                float confidence = (float) Math.exp(grade / (i - first + 1));
                text.append(characters, times.start()[first], times.end()[i], confidence);
                open.reset();
                first = i + 1;
                grade = 0;
            }
        }
        return new SpokenText(text.text.toString(), text.words);
    }

    /** What the tokens spell. */
    static String characters(List<Integer> tokens, Vocabulary vocabulary) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        tokens.forEach(token -> bytes.writeBytes(vocabulary.bytes(token)));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Whether the tokens spell a letter or a digit at all. */
    static boolean speaks(List<Integer> tokens, Vocabulary vocabulary) {
        return characters(tokens, vocabulary).codePoints().anyMatch(Character::isLetterOrDigit);
    }

    /** The characters that the bytes spell, without what is no UTF-8; null while the last one is open. */
    static @Nullable String decode(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.IGNORE)
                .onUnmappableCharacter(CodingErrorAction.IGNORE);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        decoder.decode(in, out, false);
        return in.hasRemaining() ? null : out.flip().toString();
    }

    private void append(String characters, float start, float end, float confidence) {
        int from = text.length();
        text.append(characters);
        int to = text.length();
        while (from < to && !Character.isLetterOrDigit(text.codePointAt(from))) {
            from += Character.charCount(text.codePointAt(from));
        }
        while (to > from && !Character.isLetterOrDigit(text.codePointBefore(to))) {
            to -= Character.charCount(text.codePointBefore(to));
        }
        if (from == to) {
            return; // punctuation belongs to no word
        }
        if (!words.isEmpty() && continues(words.get(words.size() - 1), from)) {
            TimedWord head = words.remove(words.size() - 1);
            words.add(new TimedWord(
                    text.substring(head.startChar(), to),
                    head.startSeconds(),
                    end,
                    Math.min(head.confidence(), confidence),
                    head.startChar(),
                    to));
        } else {
            words.add(new TimedWord(text.substring(from, to), start, end, confidence, from, to));
        }
    }

    /** Whether the piece at {@code from} goes on with a Latin word or a number. */
    private boolean continues(TimedWord previous, int from) {
        return previous.endChar() == from && text.charAt(from) < 0x250 && text.charAt(from - 1) < 0x250;
    }
}
