package org.wenzheng.models.runtime.synthesis;

import com.hankcs.hanlp.HanLP;
import com.hankcs.hanlp.dictionary.py.Pinyin;
import com.hankcs.hanlp.seg.common.Term;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Reads runs of Han characters: HanLP's dictionary pinyin and word bounds, corrected by our own word list
 * ({@code polyphones.txt}, longest match first) where HanLP takes the wrong reading of a character that has several.
 */
final class PinyinReader {
    private final Map<String, String[]> words;
    private final int longest;

    private PinyinReader(Map<String, String[]> words) {
        this.words = words;
        this.longest = words.keySet().stream().mapToInt(String::length).max().orElse(0);
    }

    /** The reader with the list that ships. */
    static PinyinReader standard() {
        try (InputStream list = PinyinReader.class.getResourceAsStream("polyphones.txt");
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(Objects.requireNonNull(list), StandardCharsets.UTF_8))) {
            Map<String, String[]> words = new HashMap<>();
            lines.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && line.charAt(0) != '#')
                    .forEach(line -> {
                        String[] fields = line.split("\\s+");
                        String[] readings = java.util.Arrays.copyOfRange(fields, 1, fields.length);
                        if (readings.length != fields[0].length()) {
                            throw new IllegalStateException(
                                    "polyphones.txt: a reading for each character is needed: " + line);
                        }
                        words.put(fields[0], readings);
                    });
            return new PinyinReader(words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A syllable a character, with dictionary tones. */
    List<Syllable> read(String han) {
        List<Pinyin> dictionary = HanLP.convertToPinyinList(han);
        String[] corrected = corrections(han);
        List<Syllable> syllables = new ArrayList<>(han.length());
        for (Term word : HanLP.segment(han)) {
            for (int inWord = 0; inWord < word.word.length(); inWord++) {
                int at = syllables.size();
                String reading = corrected[at] != null ? corrected[at] : toned(dictionary.get(at));
                syllables.add(syllable(han.charAt(at), reading, inWord == 0));
            }
        }
        return syllables;
    }

    private String[] corrections(String han) {
        String[] corrected = new String[han.length()];
        for (int at = 0; at < han.length(); at++) {
            for (int length = Math.min(longest, han.length() - at); length > 0; length--) {
                String[] readings = words.get(han.substring(at, at + length));
                if (readings != null) {
                    System.arraycopy(readings, 0, corrected, at, length);
                    at += length - 1;
                    break;
                }
            }
        }
        return corrected;
    }

    private static String toned(Pinyin pinyin) {
        return pinyin == Pinyin.none5 ? "" : pinyin.getPinyinWithoutTone().replace('ü', 'v') + pinyin.getTone();
    }

    private static Syllable syllable(char character, String reading, boolean opensWord) {
        int end = reading.length() - 1;
        if (end < 1) {
            return new Syllable(character, "", Syllable.NEUTRAL, opensWord);
        }
        return new Syllable(character, reading.substring(0, end), reading.charAt(end) - '0', opensWord);
    }
}
