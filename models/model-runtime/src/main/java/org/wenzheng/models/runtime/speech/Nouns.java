package org.wenzheng.models.runtime.speech;

import com.hankcs.hanlp.HanLP;
import com.hankcs.hanlp.seg.common.Term;
import java.util.LinkedHashSet;
import java.util.Set;

/** What a Chinese text is about: its nouns and verbal nouns (HanLP's tags n and vn), those of time, place names and persons aside. */
public final class Nouns {

    private Nouns() {}

    /** The nouns of a text, each once, in order. */
    public static Set<String> of(String text) {
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
}
