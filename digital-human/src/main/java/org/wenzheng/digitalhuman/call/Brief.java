package org.wenzheng.digitalhuman.call;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.wenzheng.digitalhuman.answer.Answer;
import org.wenzheng.digitalhuman.dialogue.Reply;

/** What a person who takes over is told, so that nothing must be said twice. */
final class Brief {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_TURNS = 40;

    private record Turn(String who, String text) {}

    private final List<Turn> turns = new ArrayList<>();
    private final List<Answer> answered = new ArrayList<>();
    private String open = "";
    private String mood = "平静";

    synchronized void citizen(String text) {
        add("citizen", text);
        open = text;
    }

    /** Takes what was really heard of the digital human. */
    synchronized void digitalHuman(String text) {
        add("digital_human", text);
    }

    synchronized void took(Reply reply) {
        Answer answer = reply.answer();
        if (answer != null && answer.complete()) {
            answered.add(answer);
            open = "";
        }
        mood = switch (reply.outcome()) {
            case ABUSED -> "生气";
            case EMERGENCY -> "危急";
            default -> mood;
        };
    }

    synchronized ObjectNode toJson() {
        ObjectNode brief = JSON.createObjectNode().put("open", open).put("mood", mood);
        ArrayNode sources = brief.putArray("answered");
        for (Answer answer : answered) {
            ObjectNode source = sources.addObject();
            source.put("item", answer.item().code())
                    .put("name", answer.item().name())
                    .put("version", answer.item().version())
                    .put("text", answer.text());
            ArrayNode aspects = source.putArray("aspects");
            answer.aspects().forEach(aspect -> aspects.add(aspect.name()));
        }
        ArrayNode said = brief.putArray("turns");
        turns.forEach(turn -> said.addObject().put("who", turn.who).put("text", turn.text));
        return brief;
    }

    private void add(String who, String text) {
        turns.add(new Turn(who, text));
        if (turns.size() > MOST_TURNS) {
            turns.remove(0);
        }
    }
}
