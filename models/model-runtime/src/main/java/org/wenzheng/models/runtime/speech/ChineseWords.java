package org.wenzheng.models.runtime.speech;

import com.hankcs.hanlp.HanLP;
import com.hankcs.hanlp.dictionary.CoreDictionary;
import com.hankcs.hanlp.seg.common.Term;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Words of Chinese text, by HanLP: what it is made of and, by its nouns and verbal nouns (tags n and vn), what it is about. */
public final class ChineseWords {

    private ChineseWords() {}

    /** The nouns of a text, each once, in order. */
    public static Set<String> nouns(String text) {
        Set<String> nouns = new LinkedHashSet<>();
        for (Term term : HanLP.segment(text)) {
            String tag = term.nature.toString();
            boolean noun = tag.startsWith("n") && !tag.startsWith("nr") && !tag.startsWith("ns");
            if ((noun || tag.equals("vn") || tag.equals("gi")) && !term.word.isBlank()) {
                nouns.add(term.word);
            }
        }
        return nouns;
    }

    /** Whether a text is one word of the dictionary (HanLP's). */
    public static boolean isWord(String text) {
        return CoreDictionary.contains(text);
    }

    /** The words that a text is made of, in order. */
    public static List<String> words(String text) {
        return HanLP.segment(text).stream().map(term -> term.word).toList();
    }
}
