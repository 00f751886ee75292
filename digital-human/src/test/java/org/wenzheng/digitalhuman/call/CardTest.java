package org.wenzheng.digitalhuman.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wenzheng.digitalhuman.dialogue.Conversation;
import org.wenzheng.digitalhuman.dialogue.Reply;
import org.wenzheng.digitalhuman.retrieval.Finding;
import org.wenzheng.search.contract.knowledge.KnowledgeBase;

/** What crosses to the page and to the person who takes over. */
class CardTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static Conversation about(String code) throws Exception {
        KnowledgeBase base = KnowledgeBase.read(Path.of("knowledge"));
        return new Conversation((String question, Set<String> excluded) ->
                new Finding.Found(base.item(code).orElseThrow(), 1));
    }

    @Test
    void showsTheChecklistAndItsSource() throws Exception {
        Reply reply = about("MZ-01").hear("结婚登记要带什么");
        JsonNode card = JSON.readTree(Card.of(reply));
        assertThat(card.path("version").asInt()).isEqualTo(1);
        assertThat(card.path("outcome").asText()).isEqualTo("answered");
        assertThat(card.path("item").path("name").asText()).isEqualTo("结婚登记");
        assertThat(LocalDate.parse(card.path("item").path("since").asText())).isEqualTo(LocalDate.of(2026, 1, 1));
        assertThat(card.path("item").path("materials")).hasSize(2);
    }

    @Test
    void showsTheNumberToDial() throws Exception {
        JsonNode card = JSON.readTree(Card.of(about("MZ-01").hear("我不想活了")));
        assertThat(card.path("number").asText()).isEqualTo("12356");
    }

    @Test
    void briefsThePersonWhoTakesOver() throws Exception {
        Brief brief = new Brief();
        Conversation conversation = about("MZ-01");
        brief.citizen("结婚登记要多少钱");
        brief.took(conversation.hear("结婚登记要多少钱"));
        brief.digitalHuman("费用方面：不收费。");
        brief.citizen("你个废物");
        brief.took(conversation.hear("你个废物"));
        JsonNode told = brief.toJson();
        assertThat(told.path("mood").asText()).isEqualTo("生气");
        assertThat(told.path("open").asText()).isEqualTo("你个废物");
        assertThat(told.path("answered").get(0).path("item").asText()).isEqualTo("MZ-01");
        assertThat(told.path("turns")).hasSize(3);
    }
}
