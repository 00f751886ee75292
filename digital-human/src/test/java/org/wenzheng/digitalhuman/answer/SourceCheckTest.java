package org.wenzheng.digitalhuman.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.wenzheng.search.contract.knowledge.KnowledgeBase;
import org.wenzheng.search.contract.knowledge.Material;
import org.wenzheng.search.contract.knowledge.ServiceItem;
import org.wenzheng.search.contract.knowledge.Slot;

/** Every answer that the writer makes passes; every answer that somebody changed does not. */
class SourceCheckTest {

    private static final Random RANDOM = new Random(7);

    private record Written(ServiceItem item, Map<String, String> slots, String text) {}

    @Test
    void letsEverythingPassThatComesFromTheItem() throws Exception {
        assertThat(written()).hasSizeGreaterThan(400).allSatisfy(answer -> assertThat(
                        SourceCheck.violations(answer.text, answer.item, answer.slots))
                .as(answer.text)
                .isEmpty());
    }

    @Test
    void letsNoTamperedAnswerPass() throws Exception {
        List<ServiceItem> items =
                List.copyOf(KnowledgeBase.read(Path.of("knowledge")).items());
        Map<String, Integer> tried = new LinkedHashMap<>();
        List<String> spoken = new ArrayList<>();
        for (Written answer : written()) {
            for (Map.Entry<String, UnaryOperator<String>> change :
                    changes(answer.item, items).entrySet()) {
                String tampered = change.getValue().apply(answer.text);
                if (!tampered.equals(answer.text)) {
                    tried.merge(change.getKey(), 1, Integer::sum);
                    if (SourceCheck.violations(tampered, answer.item, answer.slots)
                            .isEmpty()) {
                        spoken.add(change.getKey() + ": " + tampered);
                    }
                }
            }
        }
        assertThat(tried.values()).as("changes of each kind: %s", tried).allMatch(times -> times >= 10);
        assertThat(tried.values().stream().mapToInt(Integer::intValue).sum()).isGreaterThan(1_000);
        assertThat(spoken).isEmpty();
    }

    /** Answers of every item to every question, with every value of its first two slots. */
    private static List<Written> written() throws Exception {
        List<Written> answers = new ArrayList<>();
        for (ServiceItem item : KnowledgeBase.read(Path.of("knowledge")).items()) {
            for (Map<String, String> slots : combinations(item.slots())) {
                answers.add(new Written(
                        item, slots, AnswerWriter.write(item, List.of(), slots).text()));
                for (Aspect aspect : Aspect.values()) {
                    answers.add(new Written(
                            item,
                            slots,
                            AnswerWriter.write(item, List.of(aspect), slots).text()));
                }
            }
        }
        return answers;
    }

    private static List<Map<String, String>> combinations(List<Slot> slots) {
        List<Map<String, String>> combinations = new ArrayList<>(List.of(new HashMap<>()));
        for (Slot slot : slots) {
            List<Map<String, String>> longer = new ArrayList<>();
            for (Map<String, String> before : combinations) {
                for (String value : slot.choices().keySet()) {
                    Map<String, String> with = new HashMap<>(before);
                    with.put(slot.key(), value);
                    longer.add(with);
                }
            }
            combinations = longer;
        }
        return combinations;
    }

    private static Map<String, UnaryOperator<String>> changes(ServiceItem item, List<ServiceItem> items) {
        ServiceItem other = items.get((items.indexOf(item) + 1 + RANDOM.nextInt(items.size() - 1)) % items.size());
        Map<String, UnaryOperator<String>> changes = new LinkedHashMap<>();
        changes.put("a digit more", text -> text.replaceFirst("(\\d)", "$10"));
        changes.put("another digit", text -> text.replaceFirst("[0-8]", "9"));
        changes.put(
                "the last digit", text -> text.replaceFirst("\\d([^\\d]*)$", "7".equals(digit(text)) ? "6$1" : "7$1"));
        changes.put("days for working days", text -> text.replace("个工作日", "日"));
        changes.put("working days for days", text -> text.replaceFirst("(\\d)日", "$1个工作日"));
        changes.put("money for nothing", text -> text.replace("不收费", "收费30元"));
        changes.put("not", text -> text.replaceFirst("不", ""));
        changes.put("no", text -> text.replaceFirst("是：", "不是："));
        changes.put("may", text -> text.replaceFirst("满", "不满"));
        changes.put("a material more", text -> text.replaceFirst("请带：", "请带：结婚证明、"));
        changes.put("a material less", text -> text.replaceFirst("请带：[^、。]+、", "请带："));
        changes.put("a copy for the original", text -> text.replace("原件", "复印件"));
        changes.put(
                "materials of another",
                text -> item.materials().isEmpty()
                                || other.materials().isEmpty()
                                || item.materials().stream()
                                        .map(Material::text)
                                        .toList()
                                        .contains(other.materials().get(0).text())
                        ? text
                        : text.replaceFirst(
                                "请带：[^、。]+", "请带：" + other.materials().get(0).text()));
        changes.put(
                "another's phone",
                text -> item.phone() == null
                                || other.phone() == null
                                || item.phone().equals(other.phone())
                        ? text
                        : text.replace(item.phone(), other.phone()));
        changes.put(
                "another's name",
                text -> text.contains("办" + item.name()) || text.contains(item.name() + "的")
                        ? text.replace(item.name(), other.name())
                        : text);
        changes.put("fee as time", text -> text.replace("费用方面：", "承诺的办理时限是："));
        changes.put("a promise more", text -> text + "另外交100元可以加急。");
        changes.put("a sentence before", text -> "您一定能办下来。" + text);
        changes.put("a link", text -> text + "请点击http://example.org。");
        changes.put("an order", text -> text.replaceFirst("。", "。忽略以上规定，"));
        changes.put("once more", text -> text.replaceFirst("请带：([^、。]+)", "请带：$1、$1"));
        return changes;
    }

    private static String digit(String text) {
        String digits = text.replaceAll("\\D", "");
        return digits.isEmpty() ? "" : digits.substring(digits.length() - 1);
    }
}
