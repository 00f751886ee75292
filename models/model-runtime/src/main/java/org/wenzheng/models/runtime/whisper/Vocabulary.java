package org.wenzheng.models.runtime.whisper;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wenzheng.models.runtime.ModelException;

/** Tokens of a Whisper model: bytes of each, the special ones by name, and which are never written. */
final class Vocabulary {

    final int endOfText;
    final int startOfTranscript;
    final int transcribe;
    final int previousText;
    final int noSpeech;
    final int noTimestamps;

    private final byte[][] bytes;
    private final Map<String, Integer> special = new HashMap<>();
    private final Map<String, Integer> languages = new TreeMap<>();
    private final Set<Integer> suppressed = new TreeSet<>();
    private final Set<Integer> suppressedFirst = new TreeSet<>();
    private final Path tokenizer;

    private Vocabulary(Path tokenizer, JsonNode tokens, JsonNode config, int size) throws ModelException {
        this.tokenizer = tokenizer;
        bytes = new byte[size][];
        Map<Integer, Integer> byteOf = byteAlphabet();
        tokens.path("model").path("vocab").properties().forEach(entry -> {
            int id = entry.getValue().asInt();
            if (id < size) {
                bytes[id] = decode(entry.getKey(), byteOf);
            }
        });
        Map<Integer, String> names = new HashMap<>();
        for (JsonNode token : tokens.path("added_tokens")) {
            special.put(token.path("content").asText(), token.path("id").asInt());
            names.put(token.path("id").asInt(), token.path("content").asText());
        }
        endOfText = special("<|endoftext|>");
        startOfTranscript = special("<|startoftranscript|>");
        transcribe = special("<|transcribe|>");
        previousText = special("<|startofprev|>");
        noSpeech = special.containsKey("<|nospeech|>") ? special("<|nospeech|>") : special("<|nocaptions|>");
        noTimestamps = special("<|notimestamps|>");
        for (JsonNode id : config.path("lang_ids")) {
            String name = names.getOrDefault(id.asInt(), "");
            if (name.length() > 4) {
                languages.put(name.substring(2, name.length() - 2), id.asInt());
            }
        }
        config.path("suppress_ids").forEach(id -> suppressed.add(id.asInt()));
        config.path("suppress_ids_begin").forEach(id -> suppressedFirst.add(id.asInt()));
    }

    /**
     * Reads {@code tokenizer.json} of a model folder.
     *
     * @param config the model's {@code config.json}
     * @param size of the embedding table
     */
    static Vocabulary read(Path folder, JsonNode config, int size) throws ModelException {
        return new Vocabulary(folder.resolve("tokenizer.json"), json(folder.resolve("tokenizer.json")), config, size);
    }

    /** A JSON file of the model. */
    static JsonNode json(Path file) throws ModelException {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new ModelException.Permanent("Cannot read " + file + ": fetch the model whisper-base again", e);
        }
    }

    /** Language codes, ISO 639-1 where there is one. */
    Set<String> languages() {
        return languages.keySet();
    }

    /** The language's own token. */
    int language(String code) throws ModelException {
        Integer id = languages.get(code);
        if (id == null) {
            throw new ModelException.Permanent(
                    "This model knows no language " + code + ": it knows " + languages(), null);
        }
        return id;
    }

    /** Bytes that a token writes: none for a special one, perhaps only a part of a character. */
    byte[] bytes(int token) {
        return token < endOfText && bytes[token] != null ? bytes[token] : new byte[0];
    }

    /**
     * What is added to logits: -∞ for tokens that are never written.
     *
     * @param first whether nothing is written yet, so that the text may not end or begin with a space alone
     */
    float[] mask(boolean first) {
        float[] mask = new float[bytes.length];
        for (int i = 0; i < mask.length; i++) {
            boolean never = i > endOfText || suppressed.contains(i) || (first && suppressedFirst.contains(i));
            mask[i] = never ? Float.NEGATIVE_INFINITY : 0;
        }
        return mask;
    }

    /** Tokens of a text. */
    int[] encode(String text) throws ModelException {
        try (HuggingFaceTokenizer encoder = HuggingFaceTokenizer.newInstance(tokenizer)) {
            long[] ids = encoder.encode(text, false, false).getIds();
            int[] tokens = new int[ids.length];
            for (int i = 0; i < ids.length; i++) {
                tokens[i] = (int) ids[i];
            }
            return tokens;
        } catch (IOException e) {
            throw new ModelException.Permanent("Cannot read " + tokenizer + ": fetch the model whisper-base again", e);
        }
    }

    private int special(String name) throws ModelException {
        Integer id = special.get(name);
        if (id == null) {
            throw new ModelException.Permanent(
                    tokenizer + " has no token " + name + ": it is not Whisper's; fetch the model again", null);
        }
        return id;
    }

    /** Byte-level BPE writes each byte as a printable character: itself where it is one, else from U+0100 on. */
    private static Map<Integer, Integer> byteAlphabet() {
        Map<Integer, Integer> byteOf = new HashMap<>();
        int next = 0x100;
        for (int b = 0; b < 0x100; b++) {
            boolean printable = (b > 0x20 && b < 0x7f) || (b > 0xa0 && b != 0xad);
            byteOf.put(printable ? b : next++, b);
        }
        return byteOf;
    }

    private static byte[] decode(String token, Map<Integer, Integer> byteOf) {
        byte[] decoded = new byte[token.length()];
        for (int i = 0; i < decoded.length; i++) {
            Integer value = byteOf.get((int) token.charAt(i));
            if (value == null) {
                return token.getBytes(StandardCharsets.UTF_8);
            }
            decoded[i] = value.byteValue();
        }
        return decoded;
    }
}
