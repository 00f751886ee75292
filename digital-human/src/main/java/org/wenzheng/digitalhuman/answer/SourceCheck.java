package org.wenzheng.digitalhuman.answer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wenzheng.search.contract.knowledge.ServiceItem;

/**
 * Stands between every answer and the voice, whoever wrote it. Each sentence must have one of the {@link Frames}, and say in it
 * exactly what the item says there: every number, date, fee, phone number and material is the source's, in its own words, and no
 * material is missing.
 */
public final class SourceCheck {

    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[。！？!?\n])");

    private SourceCheck() {}

    /**
     * What of a text may not be spoken; empty when all of it may.
     *
     * @param slots what is known of the citizen, which decides on the materials
     */
    public static List<String> violations(String text, ServiceItem item, Map<String, String> slots) {
        List<String> violations = new ArrayList<>();
        for (String sentence : SENTENCE_END.split(text)) {
            if (!sentence.isBlank() && !allowed(sentence, item, slots)) {
                violations.add(sentence);
            }
        }
        return violations;
    }

    private static boolean allowed(String sentence, ServiceItem item, Map<String, String> slots) {
        if (sentence.equals(Frames.MORE) || sentence.equals(Frames.ASK_STAFF)) {
            return true;
        }
        for (Aspect aspect : Aspect.values()) {
            List<String> statements = Paragraphs.of(item, aspect, slots);
            if (statements.isEmpty()) {
                if (sentence.equals(Frames.silent(item.name(), aspect))) {
                    return true;
                }
            } else if (says(sentence, item, aspect, statements)) {
                return true;
            }
        }
        return false;
    }

    private static boolean says(String sentence, ServiceItem item, Aspect aspect, List<String> statements) {
        if (sentence.equals(Frames.sentence(item.name(), aspect, statements))) {
            return true;
        }
        Matcher framed = Frames.pattern(item.name(), aspect).matcher(sentence);
        if (aspect == Aspect.VISITS || !framed.matches()) {
            return false;
        }
        // Some of the statements in another order are true as well, materials only if none is missing.
        List<String> said = List.of(framed.group(1).split(Frames.separator(aspect)));
        Set<String> once = new HashSet<>(said);
        return once.size() == said.size()
                && new HashSet<>(statements).containsAll(once)
                && (aspect != Aspect.MATERIALS || once.size() == statements.size());
    }
}
