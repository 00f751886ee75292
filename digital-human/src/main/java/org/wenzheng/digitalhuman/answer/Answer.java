package org.wenzheng.digitalhuman.answer;

import java.util.List;
import org.wenzheng.search.contract.knowledge.ServiceItem;

/**
 * An answer from one item.
 *
 * @param item the source
 * @param aspects its paragraphs that were used
 * @param sentences what is spoken, one after the other; each may be synthesised ahead and cached
 * @param complete false when the item does not say what was asked
 */
public record Answer(ServiceItem item, List<Aspect> aspects, List<String> sentences, boolean complete) {

    public Answer {
        aspects = List.copyOf(aspects);
        sentences = List.copyOf(sentences);
    }

    /** All of it as one text. */
    public String text() {
        return String.join("", sentences);
    }
}
