package org.wenzheng.digitalhuman.knowledge;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.wenzheng.search.contract.knowledge.KnowledgeException;

/** Which column of another system's export holds which field of an item. */
public final class Columns {

    /** Names that exports of service catalogues use, the first that a row has. */
    private static final Map<String, List<String>> KNOWN = Map.ofEntries(
            Map.entry("code", List.of("code", "事项编码", "TASK_CODE", "matter_code")),
            Map.entry("name", List.of("name", "事项名称", "TASK_NAME", "matter_name")),
            Map.entry("category", List.of("category", "事项类型", "TASK_TYPE_TEXT", "matter_type")),
            Map.entry("department", List.of("department", "实施主体", "DEPT_NAME")),
            Map.entry("aliases", List.of("aliases", "别名", "matter_short", "matter_daily")),
            Map.entry("questions", List.of("questions", "常见问题")),
            Map.entry("conditions", List.of("conditions", "受理条件", "accept_standard")),
            Map.entry("materials", List.of("materials", "申请材料", "material_intro")),
            Map.entry("steps", List.of("steps", "办理流程")),
            Map.entry("where", List.of("where", "办理地点", "handle_location")),
            Map.entry("hours", List.of("hours", "办理时间")),
            Map.entry("legal_time", List.of("legal_time", "法定办结时限", "handle_time")),
            Map.entry("promised_time", List.of("promised_time", "承诺办结时限", "handle_time_limit")),
            Map.entry("visits", List.of("visits", "到办事现场次数", "visit_number")),
            Map.entry("fee", List.of("fee", "收费标准")),
            Map.entry("phone", List.of("phone", "咨询电话", "consult_phone")),
            Map.entry("complaint_phone", List.of("complaint_phone", "投诉电话", "complain_phone")),
            Map.entry("law", List.of("law", "法律依据", "设定依据")));

    private final Map<String, List<String>> columns;

    private Columns(Map<String, List<String>> columns) {
        this.columns = columns;
    }

    /**
     * The known names, with some told otherwise.
     *
     * @param given such as {@code name=标题,fee=费用}; may be empty
     * @throws KnowledgeException when a field is none of an item's
     */
    public static Columns of(String given) throws KnowledgeException {
        Map<String, List<String>> columns = new HashMap<>(KNOWN);
        for (String pair : given.split(",")) {
            if (pair.isBlank()) {
                continue;
            }
            String[] sides = pair.split("=", 2);
            String field = sides[0].strip().toLowerCase(Locale.ROOT);
            if (sides.length < 2 || !KNOWN.containsKey(field)) {
                throw new KnowledgeException("\"%s\" is no mapping; write FIELD=COLUMN, where FIELD is one of %s"
                        .formatted(pair, KNOWN.keySet().stream().sorted().toList()));
            }
            columns.put(field, List.of(sides[1].strip()));
        }
        return new Columns(columns);
    }

    /** The values of a field in a row, those of the first column that has any; 无 and the like count as none. */
    List<String> values(String field, Map<String, List<String>> row) {
        Optional<List<String>> found = columns.getOrDefault(field, List.of()).stream()
                .map(column -> row.getOrDefault(column, List.of()))
                .map(values -> values.stream()
                        .map(String::strip)
                        .filter(value -> !value.isEmpty() && !value.matches("无|暂无|/|-|null"))
                        .toList())
                .filter(values -> !values.isEmpty())
                .findFirst();
        return found.orElse(List.of());
    }
}
