package org.wenzheng.digitalhuman.call;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.wenzheng.digitalhuman.answer.Answer;
import org.wenzheng.digitalhuman.dialogue.Danger;
import org.wenzheng.digitalhuman.dialogue.Reply;
import org.wenzheng.search.contract.knowledge.Material;

/** What the page shows beside the picture: the checklist, the source, what can be tapped. */
final class Card {

    /** Topic of the text streams that carry it. */
    static final String TOPIC = "wenzheng.card";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int VERSION = 1;

    private Card() {}

    static String of(Reply reply) {
        ObjectNode card = JSON.createObjectNode()
                .put("version", VERSION)
                .put("outcome", reply.outcome().name().toLowerCase(java.util.Locale.ROOT));
        ArrayNode sentences = card.putArray("sentences");
        reply.sentences().forEach(sentences::add);
        ArrayNode buttons = card.putArray("buttons");
        reply.buttons().forEach(buttons::add);
        Danger danger = reply.danger();
        if (danger != null) {
            card.put("number", danger.number());
        }
        Answer answer = reply.answer();
        if (answer != null) {
            ObjectNode item = card.putObject("item");
            item.put("code", answer.item().code())
                    .put("name", answer.item().name())
                    .put("version", answer.item().version());
            if (answer.item().validFrom() != null) {
                item.put("since", answer.item().validFrom().toString());
            }
            ArrayNode materials = item.putArray("materials");
            answer.item().materials().stream()
                    .map(Material::text)
                    .filter(answer.text()::contains)
                    .forEach(materials::add);
        }
        return card.toString();
    }
}
