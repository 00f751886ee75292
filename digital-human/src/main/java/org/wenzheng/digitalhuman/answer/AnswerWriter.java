package org.wenzheng.digitalhuman.answer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wenzheng.search.contract.knowledge.ServiceItem;
import org.wenzheng.search.contract.knowledge.Slot;

/** Makes an answer out of an item's own statements. */
public final class AnswerWriter {

    /** What is told of an item when its name is all that was said. */
    private static final List<Aspect> OVERVIEW = List.of(Aspect.CONDITIONS, Aspect.MATERIALS, Aspect.WHERE);
    /** More than this nobody keeps in mind. */
    private static final int MAX_ASPECTS = 3;

    private AnswerWriter() {}

    /**
     * Answers.
     *
     * @param asked what is wanted, empty for an overview
     * @param slots what is known of the citizen
     */
    public static Answer write(ServiceItem item, List<Aspect> asked, Map<String, String> slots) {
        Set<Aspect> aspects =
                new LinkedHashSet<>(asked.isEmpty() || asked.equals(List.of(Aspect.STEPS)) ? OVERVIEW : asked);
        boolean overview = aspects.containsAll(OVERVIEW) && aspects.size() == OVERVIEW.size();
        if (asked.contains(Aspect.STEPS) && !item.steps().isEmpty()) {
            aspects.add(Aspect.STEPS);
        }
        List<String> sentences = new ArrayList<>();
        List<Aspect> used = new ArrayList<>();
        boolean complete = true;
        for (Aspect aspect : aspects.stream()
                .limit(overview ? MAX_ASPECTS + 1L : MAX_ASPECTS)
                .toList()) {
            List<String> statements = Paragraphs.of(item, aspect, slots);
            if (!statements.isEmpty()) {
                sentences.add(Frames.sentence(item.name(), aspect, statements));
                used.add(aspect);
            } else if (!overview) {
                sentences.add(Frames.silent(item.name(), aspect));
                complete = false;
            }
        }
        if (sentences.isEmpty()) {
            sentences.add(Frames.silent(item.name(), Aspect.CONDITIONS));
            complete = false;
        }
        sentences.add(complete ? "" : Frames.ASK_STAFF);
        if (overview && complete) {
            sentences.add(Frames.MORE);
        }
        sentences.removeIf(String::isEmpty);
        return new Answer(item, used, sentences, complete);
    }

    /** Every sentence that an answer of this item can have: for each value of its slots, each once. */
    public static Set<String> sentences(ServiceItem item) {
        List<Map<String, String>> known = new ArrayList<>(List.of(Map.of()));
        for (Slot slot : item.slots()) {
            List<Map<String, String>> more = new ArrayList<>();
            for (Map<String, String> before : known) {
                for (String value : slot.choices().keySet()) {
                    Map<String, String> with = new HashMap<>(before);
                    with.put(slot.key(), value);
                    more.add(with);
                }
            }
            known = more;
        }
        Set<String> sentences = new LinkedHashSet<>();
        for (Map<String, String> slots : known) {
            sentences.addAll(write(item, List.of(), slots).sentences());
            for (Aspect aspect : Aspect.values()) {
                sentences.addAll(write(item, List.of(aspect), slots).sentences());
            }
        }
        return sentences;
    }
}
