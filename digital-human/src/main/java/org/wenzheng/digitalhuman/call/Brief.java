package org.wenzheng.digitalhuman.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wenzheng.digitalhuman.answer.Answer;
import org.wenzheng.digitalhuman.dialogue.Reply;

/** What a person who takes over is told, so that nothing must be said twice. */
final class Brief {

    private static final Logger log = LoggerFactory.getLogger(Brief.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_TURNS = 40;

    private record Turn(String who, String text) {}

    private final List<Turn> turns = new ArrayList<>();
    private final ArrayNode answered = JSON.createArrayNode();
    private String open = "";
    private String openBefore = "";
    private String mood = "平静";

    /** As another process left it; what cannot be read is left out. */
    static Brief of(String kept) {
        Brief brief = new Brief();
        try {
            JsonNode json = JSON.readTree(kept);
            brief.open = json.path("open").asText();
            brief.mood = json.path("mood").asText(brief.mood);
            json.path("answered").forEach(brief.answered::add);
            json.path("turns")
                    .forEach(turn -> brief.add(
                            turn.path("who").asText(), turn.path("text").asText()));
        } catch (JsonProcessingException e) {
            log.warn("A brief could not be read and begins anew");
        }
        return brief;
    }

    synchronized void citizen(String text) {
        add("citizen", text);
        openBefore = open;
        open = text;
    }

    /** Takes what was really heard of the digital human. */
    synchronized void digitalHuman(String text) {
        add("digital_human", text);
    }

    synchronized void took(Reply reply) {
        Answer answer = reply.answer();
        if (answer != null && answer.complete()) {
            answered.add(source(answer));
            open = "";
        }
        if (reply.outcome() == Reply.Outcome.HANDOVER) {
            open = openBefore; // the wish for a person is no matter of its own
        }
        mood = switch (reply.outcome()) {
            case ABUSED -> "生气";
            case EMERGENCY -> "危急";
            default -> mood;
        };
    }

    synchronized ObjectNode toJson() {
        ObjectNode brief = JSON.createObjectNode().put("open", open).put("mood", mood);
        brief.set("answered", answered.deepCopy());
        ArrayNode said = brief.putArray("turns");
        turns.forEach(turn -> said.addObject().put("who", turn.who).put("text", turn.text));
        return brief;
    }

    private static ObjectNode source(Answer answer) {
        ObjectNode source = JSON.createObjectNode()
                .put("item", answer.item().code())
                .put("name", answer.item().name())
                .put("version", answer.item().version())
                .put("text", answer.text());
        ArrayNode aspects = source.putArray("aspects");
        answer.aspects().forEach(aspect -> aspects.add(aspect.name()));
        return source;
    }

    private void add(String who, String text) {
        turns.add(new Turn(who, text));
        if (turns.size() > MOST_TURNS) {
            turns.remove(0);
        }
    }
}
