package org.wenzheng.models.runtime.vosk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.models.runtime.speech.Transcript;
import org.wenzheng.models.runtime.speech.Transcript.TimedWord;

/** The text of a stretch of speech, put together from the JSON that Vosk gives at each pause. */
final class VoskText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String separator;
    private final StringBuilder text = new StringBuilder();
    private final List<TimedWord> words = new ArrayList<>();

    /** @param separator what stands between two words */
    VoskText(String separator) {
        this.separator = separator;
    }

    /** Chinese and Japanese are written without spaces; Vosk always gives words apart. */
    static String separator(String language) {
        String base = language.toLowerCase(Locale.ROOT).split("-", 2)[0];
        return List.of("zh", "yue", "ja", "th").contains(base) ? "" : " ";
    }

    /** The text of a partial result, words apart by spaces. */
    static String partial(String json) throws ModelException {
        return read(json).path("partial").asText();
    }

    /** Adds the words of a result. */
    void settle(String json) throws ModelException {
        for (JsonNode word : read(json).path("result")) {
            if (text.length() > 0) {
                text.append(separator);
            }
            int start = text.length();
            text.append(word.path("word").asText());
            words.add(new TimedWord(
                    word.path("word").asText(),
                    (float) word.path("start").asDouble(),
                    (float) word.path("end").asDouble(),
                    (float) word.path("conf").asDouble(),
                    start,
                    text.length()));
        }
    }

    /** What is settled, and behind it what is not yet. */
    String with(String partial) {
        String tail = partial.replace(" ", separator);
        return text.length() == 0 || tail.isEmpty() ? text + tail : text + separator + tail;
    }

    /** The words so far; silence where there are none. */
    Transcript transcript() {
        if (words.isEmpty()) {
            return Transcript.silence();
        }
        double confidence =
                words.stream().mapToDouble(TimedWord::confidence).average().orElse(0);
        return new Transcript(text.toString(), words, (float) confidence, 0, false);
    }

    private static JsonNode read(String json) throws ModelException {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new ModelException.Permanent("Vosk gave a result that is no JSON", e);
        }
    }
}
