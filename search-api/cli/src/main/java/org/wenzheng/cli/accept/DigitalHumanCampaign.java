package org.wenzheng.cli.accept;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.wenzheng.cli.evaluate.ModuleProgram;
import org.wenzheng.cli.process.ProcessTable;
import org.wenzheng.search.contract.knowledge.ItemFile;
import org.wenzheng.search.contract.knowledge.ServiceItem;

/** A citizen in a real browser consults the digital human of the running product, by voice. */
final class DigitalHumanCampaign {

    private static final Duration BEGIN = Duration.ofMinutes(2);
    private static final Duration STEP = Duration.ofMinutes(3);
    private static final Duration LONG = Duration.ofMinutes(13);
    private static final int SILENT_MS = 500;
    private static final int RETURNED_MS = 10_000;
    private static final int MONOLOGUE_S = 600;
    /** Until whoever shouted or told much asks something. */
    private static final int BREATH_S = 8;

    private static final String MARRIAGE = "MZ-01";
    /** From an approval until it is in force. */
    private static final int LIVE_S = 5;

    private static final int JOINS = 200;
    private static final double GROWTH = 1.03;

    private DigitalHumanCampaign() {}

    static List<Criterion> criteria() {
        return List.of(
                Criterion.of(
                        "three inquiries right, one clarified, one interruption, one refused and handed over with its brief",
                        DigitalHumanCampaign::consultation),
                Criterion.of(
                        "a change of an item is said within 5 s of a second person's approval, and taken back by a command",
                        DigitalHumanCampaign::approval),
                Criterion.of("its process is killed: another goes on within 10 s", DigitalHumanCampaign::killed),
                Criterion.of(
                        "silence, shouting, music, English and ten minutes of talk leave it working",
                        DigitalHumanCampaign::hardship),
                Criterion.of(JOINS + " joins and leaves leave its memory flat", DigitalHumanCampaign::joins));
    }

    private static Criterion.Verdict consultation(Product product) throws Exception {
        Path plan;
        try (SpokenPlan spoken = new SpokenPlan()) {
            plan = spoken.ask("fee", "结婚登记收费吗？")
                    .ask("time", "失业保险金怎么申领，要多久？")
                    .ask("where", "高龄津贴在哪里办？")
                    .ask("clarified", "我想问孩子上学。")
                    .ask("chosen", "第一个。")
                    .over("over", "残疾人证办理要带什么材料？", "等一下，我想问公积金贷款的咨询电话是多少？")
                    .ask("refused", "养狗要办什么证？")
                    .ask("handed", "转人工。")
                    .step("take")
                    .write();
        }
        List<String> wrong = new ArrayList<>();
        try (Caller caller = Caller.consult(product, plan, account(product, "clerk"))) {
            String call = caller.await("begun", BEGIN).path("call").asText();
            JsonNode greeting = caller.await("greeting", BEGIN);
            expect(wrong, greeting, "greeting", text(greeting, "captions").contains("数字人"));
            expect(wrong, greeting, "picture", greeting.path("pictures").asInt() > 0);
            card(wrong, caller.await("fee", STEP), "fee", "结婚登记", "不收费");
            card(wrong, caller.await("time", STEP), "time", "失业保险金");
            card(wrong, caller.await("where", STEP), "where", "高龄津贴", "地");
            JsonNode clarified = caller.await("clarified", STEP);
            expect(wrong, clarified, "clarified", clarified.path("buttons").size() >= 2);
            JsonNode chosen = caller.await("chosen", STEP);
            // Its answer, or what decides on it; not that it is unknown.
            expect(wrong, chosen, "chosen", !chosen.path("card").asText().contains("我不知道"));
            JsonNode over = caller.await("over", STEP);
            card(wrong, over, "interruption", "公积金", "电话");
            expect(wrong, over, "silent", over.path("silent_after_ms").asInt() <= SILENT_MS);
            JsonNode refused = caller.await("refused", STEP);
            card(wrong, refused, "refused", "我不知道");
            card(wrong, caller.await("handed", STEP), "handed over", "转窗口人员");
            JsonNode taken = caller.await("take", STEP);
            String brief = taken.path("brief").asText();
            expect(
                    wrong,
                    taken,
                    "brief",
                    brief.contains("结婚登记") && brief.contains("不收费") && brief.contains("还没解决：" + lastSaid(refused)));
            expect(wrong, taken, "clerk came", taken.path("came").asBoolean());
            found(wrong, product, call);
            return Criterion.Verdict.of(
                    wrong.isEmpty(),
                    wrong.isEmpty()
                            ? "all as asked; silent %d ms after the interruption began, answers after %s ms"
                                    .formatted(over.path("silent_after_ms").asInt(), delays(caller))
                            : "not as asked: " + wrong);
        }
    }

    /** The conversation in the index: what came of it, what it answered from, and what it could not answer. */
    private static void found(List<String> wrong, Product product, String call)
            throws IOException, InterruptedException {
        JsonNode ended = product.awaitEnded(call, STEP).path("call");
        expect(
                wrong,
                ended,
                "outcome in the index",
                ended.path("outcome").asText().equals("handed_over"));
        expect(
                wrong,
                ended,
                "items in the index",
                ended.path("items").toString().contains("MZ-01"));
        JsonNode gaps = product.portal().get("/api/v1/knowledge-gaps", List.of());
        boolean asked = StreamSupport.stream(gaps.spliterator(), false)
                .anyMatch(gap -> gap.path("places").toString().contains(call));
        expect(wrong, gaps, "the refused question among the gaps", asked);
    }

    private static Criterion.Verdict approval(Product product) throws Exception {
        Path plan;
        try (SpokenPlan spoken = new SpokenPlan()) {
            plan = spoken.ask("before", "结婚登记收费吗？")
                    .approve("approved", MARRIAGE)
                    .silence("settled", LIVE_S)
                    .ask("after", "结婚登记收费吗？")
                    .silence("back", LIVE_S)
                    .ask("again", "结婚登记收费吗？")
                    .write();
        }
        ServiceItem item = ItemFile.read(product.home().knowledge().resolve(MARRIAGE + ".yaml"));
        Map<String, Object> changed = new HashMap<>(ItemFile.fields(item));
        changed.put("fee", "工本费9元");
        product.portal().post("/api/v1/items/proposals", changed);
        List<String> wrong = new ArrayList<>();
        try (Caller caller = Caller.consult(product, plan, account(product, "reviewer"))) {
            card(wrong, caller.await("before", BEGIN.plus(STEP)), "before", "不收费");
            card(wrong, caller.await("after", STEP), "after the approval", "9元");
            product.portal().post("/api/v1/items/" + MARRIAGE + "/rollback", Map.of());
            card(wrong, caller.await("again", STEP), "after it was taken back", "不收费");
        }
        return Criterion.Verdict.of(
                wrong.isEmpty(), wrong.isEmpty() ? "said %d s after each".formatted(LIVE_S) : "not as asked: " + wrong);
    }

    /** An account for somebody, as the environment of a browser. */
    private static Map<String, String> account(Product product, String role) throws IOException, InterruptedException {
        JsonNode made = product.portal()
                .post(
                        "/api/v1/accounts",
                        Map.of("account", role + "-" + Long.toString(System.currentTimeMillis(), 36), "role", role));
        String name = role.toUpperCase(Locale.ROOT);
        return Map.of(
                name,
                made.path("account").asText(),
                name + "_PASSWORD",
                made.path("password").asText());
    }

    /** What the citizen was last heard to say, as the page shows it. */
    private static String lastSaid(JsonNode step) {
        String said = "";
        for (JsonNode caption : step.path("captions")) {
            String[] lines = caption.asText().split("\n", 2);
            said = lines.length == 2 && lines[0].equals("我") ? lines[1] : said;
        }
        return said;
    }

    private static List<Integer> delays(Caller caller) throws InterruptedException {
        List<Integer> delays = new ArrayList<>();
        for (String step : List.of("fee", "time", "where", "clarified", "chosen", "refused", "handed")) {
            delays.add(caller.await(step, STEP).path("after_ms").asInt());
        }
        return delays;
    }

    private static Criterion.Verdict killed(Product product) throws Exception {
        Path plan;
        try (SpokenPlan spoken = new SpokenPlan()) {
            plan = spoken.ask("before", "结婚登记收费吗？")
                    .step("kill")
                    .ask("after", "那要带什么材料？")
                    .write();
        }
        List<String> wrong = new ArrayList<>();
        try (Caller caller = Caller.consult(product, plan, Map.of())) {
            card(wrong, caller.await("before", BEGIN.plus(STEP)), "before", "结婚登记");
            JsonNode told = caller.await("kill", STEP);
            product.process("digital-human").handle().ifPresent(ProcessHandle::destroyForcibly);
            JsonNode after =
                    caller.await("after", STEP); // the step's own event has the same name as the request to kill
            card(wrong, after, "after", "结婚登记");
            JsonNode back = caller.await("kill", STEP);
            int returned = back.path("after_ms").asInt(-1);
            expect(wrong, back, "within 10 s", returned >= 0 && returned <= RETURNED_MS);
            return Criterion.Verdict.of(
                    wrong.isEmpty() && told.has("event"),
                    "it spoke again %d ms after the kill%s"
                            .formatted(
                                    returned,
                                    wrong.isEmpty() ? " and knew what was spoken of" : "; not as asked: " + wrong));
        }
    }

    private static Criterion.Verdict hardship(Product product) throws Exception {
        Path plan;
        List<Path> english = english(product);
        try (SpokenPlan spoken = new SpokenPlan()) {
            spoken.silence("silence", 15)
                    .ask("after-silence", "结婚登记收费吗？")
                    .shouting("shouting", "怎么还没有人管！我都打了三次电话了！")
                    .silence("calm", BREATH_S)
                    .ask("after-shouting", "高龄津贴在哪里办？")
                    .music("music", 15)
                    .ask("after-music", "结婚登记收费吗？");
            if (!english.isEmpty()) {
                spoken.noise("english", english.get(0));
            }
            plan = spoken.ask("after-english", "高龄津贴在哪里办？")
                    .monologue(
                            "monologue",
                            "我跟您说啊，我们这个小区的事情，从去年说到今年，楼下的路修了又挖，挖了又修，老人走路都不方便，我儿子也说过，我邻居也说过，大家都说过。",
                            MONOLOGUE_S)
                    .silence("breath", BREATH_S)
                    .ask("after-monologue", "结婚登记收费吗？")
                    .write();
        }
        List<String> wrong = new ArrayList<>();
        try (Caller caller = Caller.consult(product, plan, Map.of())) {
            card(wrong, caller.await("after-silence", BEGIN.plus(STEP)), "after silence", "结婚登记");
            card(wrong, caller.await("after-shouting", STEP), "after shouting", "高龄津贴");
            card(wrong, caller.await("after-music", STEP), "after music", "结婚登记");
            card(wrong, caller.await("after-english", STEP), "after English", "高龄津贴");
            card(wrong, caller.await("after-monologue", LONG), "after the monologue", "结婚登记");
        }
        return Criterion.Verdict.of(
                wrong.isEmpty(),
                (wrong.isEmpty() ? "answered right after each" : "not as asked: " + wrong)
                        + (english.isEmpty() ? "; no English recording at " + product.data() : ""));
    }

    private static List<Path> english(Product product) throws IOException {
        Path folder = product.data().resolve("audio/english");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".wav"))
                    .sorted()
                    .toList();
        }
    }

    private static Criterion.Verdict joins(Product product) throws Exception {
        List<Long> memory = new ArrayList<>();
        int quarter = JOINS / 4;
        for (int i = 0; i <= 4; i++) {
            int code = ModuleProgram.run(
                    product.home(),
                    ModuleProgram.DIGITAL_HUMAN,
                    "org.wenzheng.digitalhuman.bench.JoinAndLeave",
                    List.of(
                            "--search-api", product.deployment().address().toString(),
                            "--sfu",
                                    product.deployment().sfuAddress().toString().replaceFirst("^http", "ws"),
                            "--token-file", product.home().cliToken().toString(),
                            "--calls", Integer.toString(i == 0 ? 10 : quarter)));
            if (code != 0) {
                return Criterion.Verdict.of(false, "not every call was greeted");
            }
            ProcessTable.Entry process = product.process("digital-human");
            memory.add(process.rssMb());
        }
        return Criterion.Verdict.of(
                memory.get(4) <= GROWTH * memory.get(2),
                "MB after 10 calls, and each %d more: %s".formatted(quarter, memory));
    }

    private static void card(List<String> wrong, JsonNode step, String what, String... holds) {
        String card = step.path("card").asText();
        for (String part : holds) {
            expect(wrong, step, what, card.contains(part));
        }
    }

    private static void expect(List<String> wrong, JsonNode step, String what, boolean right) {
        if (!right) {
            wrong.add(what);
            System.err.println(what + ": " + step);
        }
    }

    private static String text(JsonNode step, String list) {
        return StreamSupport.stream(step.path(list).spliterator(), false)
                .map(JsonNode::asText)
                .reduce("", String::concat);
    }
}
