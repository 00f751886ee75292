package org.wenzheng.digitalhuman.dialogue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.wenzheng.models.runtime.speech.ToneFreePinyin;
import org.wenzheng.search.contract.knowledge.ServiceItem;
import org.wenzheng.search.contract.knowledge.Slot;

/** Reads which of what was offered an utterance takes. */
final class Choices {

    private static final List<Pattern> ORDINALS =
            List.of(Pattern.compile("第一|前(面|一|者)|头一个|1"), Pattern.compile("第二|后(面|一|者)|2"), Pattern.compile("第三|最后|3"));
    private static final Pattern YES = Pattern.compile("^(嗯|对|是|有|好|要|行|可以|没错|当然|已经)");
    private static final Pattern NO = Pattern.compile("^(不|没|否|别|还没)");

    private Choices() {}

    /** The value of a slot that an utterance gives; the longest word that fits decides. */
    static Optional<String> value(Slot slot, String text) {
        String best = null;
        int length = 0;
        for (Map.Entry<String, List<String>> choice : slot.choices().entrySet()) {
            List<String> words = new ArrayList<>(choice.getValue());
            words.add(choice.getKey());
            for (String word : words) {
                if (word.length() > length && (text.contains(word) || sounds(text, word))) {
                    best = choice.getKey();
                    length = word.length();
                }
            }
        }
        if (best == null && slot.choices().size() == 2 && slot.ask().endsWith("吗？")) {
            List<String> values = List.copyOf(slot.choices().keySet());
            best = NO.matcher(text).find() ? values.get(1) : YES.matcher(text).find() ? values.get(0) : null;
        }
        return Optional.ofNullable(best);
    }

    /** The item that an utterance takes of those offered: by its place, or by the characters that it alone has. */
    static Optional<ServiceItem> item(List<ServiceItem> offered, String text) {
        for (int i = 0; i < Math.min(offered.size(), ORDINALS.size()); i++) {
            if (text.length() <= 8 && ORDINALS.get(i).matcher(text).find()) {
                return Optional.of(offered.get(i));
            }
        }
        ServiceItem best = null;
        int most = 0;
        boolean tied = false;
        for (ServiceItem item : offered) {
            int own = own(item, offered, text);
            tied = own == most && own > 0;
            if (own > most) {
                most = own;
                best = item;
            }
        }
        return tied ? Optional.empty() : Optional.ofNullable(best);
    }

    private static int own(ServiceItem item, List<ServiceItem> offered, String text) {
        Set<Integer> own = new HashSet<>(characters(item));
        offered.stream().filter(other -> other != item).map(Choices::characters).forEach(own::removeAll);
        return (int) text.codePoints().distinct().filter(own::contains).count();
    }

    private static Set<Integer> characters(ServiceItem item) {
        Set<Integer> characters = new HashSet<>();
        (item.name() + String.join("", item.aliases())).codePoints().forEach(characters::add);
        return characters;
    }

    private static boolean sounds(String text, String word) {
        return word.length() > 1
                && String.join(" ", ToneFreePinyin.syllables(text))
                        .contains(String.join(" ", ToneFreePinyin.syllables(word)));
    }
}
