package org.wenzheng.digitalhuman.answer;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wenzheng.digitalhuman.knowledge.ServiceItem;

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
}
