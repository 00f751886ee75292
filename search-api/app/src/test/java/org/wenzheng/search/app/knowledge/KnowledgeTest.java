package org.wenzheng.search.app.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wenzheng.search.app.TestBrowser;
import org.wenzheng.search.app.TestServer;
import org.wenzheng.search.contract.knowledge.ItemFile;
import org.wenzheng.search.contract.knowledge.KnowledgeBase;
import org.wenzheng.search.contract.knowledge.ServiceItem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class KnowledgeTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String IN_FORCE =
            """
            code: JZ-01
            name: 居住证办理
            slots:
            - key: home
              ask: 您住的是租的房子吗？
              choices: {租房: [租的], 自有: [自己的]}
            materials:
            - {text: 身份证原件, when: {}}
            - {text: 租房合同, when: {home: 租房}}
            fee: 不收费
            valid_from: 2026-01-01
            version: 4
            editor: 钱编辑
            reviewer: 孙审核
            """;

    @TempDir
    static Path folder;

    private static TestServer server;
    private static TestBrowser editor;
    private static TestBrowser reviewer;
    private static TestBrowser both;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start(Map.of("wenzheng.knowledge", folder.toString()));
        editor = account("写事项的人", "editor");
        reviewer = account("看事项的人", "reviewer");
        both = account("管理的人", "administrator");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void fresh() throws Exception {
        server.database().sql("delete from item_version").update();
        Files.writeString(folder.resolve("residence.yaml"), IN_FORCE);
        Files.deleteIfExists(folder.resolve("NEW-1.yaml"));
    }

    private static TestBrowser account(String name, String role) {
        String first = JSON.readTree(server.program(TestServer.CLI_TOKEN)
                        .send("POST", "/api/v1/accounts", "{\"account\":\"%s\",\"role\":\"%s\"}".formatted(name, role))
                        .body())
                .path("password")
                .asString();
        TestBrowser browser = server.browser();
        browser.signIn(name, first);
        assertThat(browser.write(
                                "PUT",
                                "/api/v1/session/password",
                                "{\"current\":\"%s\",\"new\":\"湖边三棵老柳树下有一条小路\"}".formatted(first))
                        .statusCode())
                .isEqualTo(200);
        return browser;
    }

    private static String changed(String fee) throws Exception {
        ServiceItem item = ItemFile.parse("a.yaml", IN_FORCE);
        return JSON.writeValueAsString(ItemFile.fields(item)).replace("不收费", fee);
    }

    private static long propose(TestBrowser by, String json) {
        HttpResponse<String> answer = by.write("POST", "/api/v1/items/proposals", json);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JSON.readTree(answer.body()).path("versions").get(0).path("id").asLong();
    }

    private static int decide(TestBrowser by, long id, String what) {
        return by.write("POST", "/api/v1/items/proposals/" + id + "/" + what, "{\"note\":\"金额不对\"}")
                .statusCode();
    }

    private static ServiceItem inForce() throws Exception {
        return KnowledgeBase.read(folder).item("JZ-01").orElseThrow();
    }

    @Test
    void isInForceOnceAnotherPersonApproves() throws Exception {
        long id = propose(editor, changed("工本费20元"));
        assertThat(inForce().fee()).isEqualTo("不收费");
        assertThat(JSON.readTree(editor.get("/api/v1/items").body())
                        .get(0)
                        .path("proposed_by")
                        .asString())
                .isEqualTo("写事项的人");
        assertThat(decide(editor, id, "approval")).isEqualTo(403);

        assertThat(decide(reviewer, id, "approval")).isEqualTo(204);
        ServiceItem now = inForce();
        assertThat(now)
                .isEqualTo(ItemFile.parse("a.yaml", IN_FORCE.replace("不收费", "工本费20元"))
                        .as(5, "写事项的人", "看事项的人"));
        assertThat(Files.list(folder).map(file -> file.getFileName().toString()))
                .containsExactly("residence.yaml");
        assertThat(decide(reviewer, id, "approval")).isEqualTo(409);
        assertThat(actions()).startsWith("item_approved by 看事项的人: JZ-01 version 5", "item_proposed by 写事项的人: JZ-01");
    }

    @Test
    void nobodyApprovesTheirOwn() throws Exception {
        long id = propose(both, changed("工本费20元"));
        HttpResponse<String> answer = both.write("POST", "/api/v1/items/proposals/" + id + "/approval", "{}");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("urn:wenzheng:problem:own-proposal");
        assertThat(inForce().fee()).isEqualTo("不收费");
    }

    @Test
    void whoProposesDoesNotNameTheReviewer() throws Exception {
        propose(editor, changed("工本费20元").replace("孙审核", "写事项的人").replace("钱编辑", "看事项的人"));
        ItemVersion version =
                server.context().getBean(Knowledge.class).proposals().get(0);
        assertThat(version.editor()).isEqualTo("写事项的人");
        assertThat(version.item().reviewer()).isNull();
    }

    @Test
    void isSentBackWithAReason() throws Exception {
        long id = propose(editor, changed("工本费20元"));
        assertThat(decide(reviewer, id, "refusal")).isEqualTo(204);
        assertThat(inForce().fee()).isEqualTo("不收费");
        assertThat(editor.get("/api/v1/items/JZ-01").body()).contains("\"state\":\"refused\"", "\"note\":\"金额不对\"");
    }

    @Test
    void aNewerProposalTakesThePlaceOfOneThatWaits() throws Exception {
        long older = propose(editor, changed("工本费20元"));
        long newer = propose(both, changed("工本费10元"));
        assertThat(decide(reviewer, older, "approval")).isEqualTo(409);
        assertThat(decide(reviewer, newer, "approval")).isEqualTo(204);
        assertThat(inForce().fee()).isEqualTo("工本费10元");
    }

    @Test
    void goesBackVersionByVersion() throws Exception {
        decide(reviewer, propose(editor, changed("工本费20元")), "approval");
        decide(reviewer, propose(editor, changed("工本费30元")), "approval");
        assertThat(inForce().version()).isEqualTo(6);

        TestBrowser operator = server.program(TestServer.CLI_TOKEN);
        assertThat(operator.send("POST", "/api/v1/items/JZ-01/rollback", "{}").body())
                .contains("工本费20元", "\"version\":5");
        assertThat(inForce().fee()).isEqualTo("工本费20元");
        assertThat(reviewer.write("POST", "/api/v1/items/JZ-01/rollback", "{}").statusCode())
                .isEqualTo(200);
        assertThat(inForce()).isEqualTo(ItemFile.parse("a.yaml", IN_FORCE));
        HttpResponse<String> end = reviewer.write("POST", "/api/v1/items/JZ-01/rollback", "{}");
        assertThat(end.statusCode()).isEqualTo(409);
        assertThat(end.body()).contains("no-earlier-version");

        decide(reviewer, propose(editor, changed("工本费40元")), "approval");
        assertThat(inForce().version()).as("numbers are never given twice").isEqualTo(7);
    }

    @Test
    void anItemBeginsAsAProposal() throws Exception {
        long id = propose(editor, "{\"code\":\"NEW-1\",\"name\":\"新事项\"}");
        assertThat(editor.get("/api/v1/items").body()).contains("\"state\":\"new\"");
        decide(reviewer, id, "approval");
        assertThat(KnowledgeBase.read(folder).item("NEW-1").orElseThrow().version())
                .isEqualTo(1);
        assertThat(reviewer.write("POST", "/api/v1/items/NEW-1/rollback", "{}").statusCode())
                .isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"code":"A"}|422|name: is missing
            {"name":"B"}|422|code: is missing
            {"code":"../A","name":"B"}|422|a code has up to 64 letters
            {"code":"A","name":"B","valid_from":"2026-02-01","valid_until":"2026-01-01"}|422|the item ends before it begins
            {"code":"A","name":"B","valid_from":"soon"}|422|item:3: valid_from:
            {"code":"A","name":"B","visits":"一次"}|422|item:3: visits:
            {"code":"A","name":"B","slots":[{"key":"k","ask":"?"}]}|422|slots:
            {|400|
            """)
    void whatIsNoItemIsRefused(String json, int status, String reason) throws Exception {
        HttpResponse<String> answer = editor.write("POST", "/api/v1/items/proposals", json);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(reason == null ? "" : reason);
        assertThat(server.database()
                        .sql("select count(*) from item_version")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aFileThatCannotBeReadIsLeftOut() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.yaml"), "code: [");
        try {
            assertThat(JSON.readTree(editor.get("/api/v1/items").body()))
                    .extracting((JsonNode item) -> item.path("code").asString())
                    .containsExactly("JZ-01");
        } finally {
            Files.delete(broken);
        }
    }

    @Test
    void nothingChangesWhereTheFolderCannotBeWritten() throws Exception {
        long id = propose(editor, changed("工本费20元"));
        Path aside = folder.resolveSibling(folder.getFileName() + "-aside");
        Files.move(folder, aside);
        Files.writeString(folder, "a file where the folder was");
        try {
            assertThat(decide(reviewer, id, "approval")).isEqualTo(503);
        } finally {
            Files.delete(folder);
            Files.move(aside, folder);
        }
        assertThat(decide(reviewer, id, "approval")).as("it still waits").isEqualTo(204);
    }

    private static List<String> actions() throws IOException {
        return server.database()
                .sql("select action, account, detail from audit where action like 'item%' order by id desc")
                .query((row, number) -> row.getString(1) + " by " + row.getString(2) + ": " + row.getString(3))
                .list();
    }
}
