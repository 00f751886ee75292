package org.wenzheng.digitalhuman.retrieval;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cn.smart.SmartChineseAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.wenzheng.models.runtime.speech.ToneFreePinyin;

/** The three ways in which texts are cut into terms to be compared. */
enum Terms {
    /** Words of a dictionary (smartcn). */
    WORDS {
        @Override
        Set<String> of(String content) {
            Set<String> terms = new LinkedHashSet<>();
            try (TokenStream tokens = ANALYZER.tokenStream("", content)) {
                CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
                tokens.reset();
                while (tokens.incrementToken()) {
                    terms.add(term.toString());
                }
                tokens.end();
            } catch (IOException e) {
                throw new UncheckedIOException("a string can always be read", e);
            }
            return terms;
        }
    },
    /** Pairs of neighbouring characters. */
    PAIRS {
        @Override
        Set<String> of(String content) {
            Set<String> terms = new LinkedHashSet<>();
            for (String piece : content.split("\\s+")) {
                List<String> characters = new ArrayList<>();
                piece.toLowerCase(Locale.ROOT).codePoints().forEach(c -> characters.add(Character.toString(c)));
                pairs(characters, terms);
            }
            return terms;
        }
    },
    /** Pairs of neighbouring syllables, as they sound. */
    SOUNDS {
        @Override
        Set<String> of(String content) {
            Set<String> terms = new LinkedHashSet<>();
            for (String piece : content.split("\\s+")) {
                pairs(ToneFreePinyin.syllables(piece), terms);
            }
            return terms;
        }
    };

    private static final SmartChineseAnalyzer ANALYZER = new SmartChineseAnalyzer();

    /** The terms of a {@link QuestionText#content}, each once. */
    abstract Set<String> of(String content);

    private static void pairs(List<String> units, Set<String> terms) {
        if (units.size() == 1 && !units.get(0).isEmpty()) {
            terms.add(units.get(0));
        }
        for (int i = 1; i < units.size(); i++) {
            terms.add(units.get(i - 1) + "_" + units.get(i));
        }
    }
}
