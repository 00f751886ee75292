package org.wenzheng.digitalhuman.dialogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.wenzheng.digitalhuman.answer.Answer;
import org.wenzheng.digitalhuman.answer.AnswerWriter;
import org.wenzheng.digitalhuman.answer.Aspect;
import org.wenzheng.digitalhuman.answer.SourceCheck;
import org.wenzheng.digitalhuman.dialogue.Reply.Outcome;
import org.wenzheng.digitalhuman.retrieval.Finding;
import org.wenzheng.digitalhuman.retrieval.QuestionText;
import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.search.contract.knowledge.ServiceItem;
import org.wenzheng.search.contract.knowledge.Slot;
import org.wenzheng.stream.records.v1.ConversationMemory;

/**
 * One citizen's conversation: from each utterance to a reply. Danger and the wish for a person come before all else. Not
 * thread-safe: one thread a conversation.
 */
public final class Conversation {

    private static final Pattern MARKS = Pattern.compile("[\\p{P}\\p{S}\\s]+");
    private static final Pattern SENTENCE_END = Pattern.compile("[。！？!?]+");
    private static final Pattern CORRECTION = Pattern.compile(
            "^(?:不是|不对|错了|你?(?:听|弄|搞)错了|不是这个)+(?:的)?(?:[，,。\\s]*)(?:我(?:说|问|要办|想办)的?(?:是)?|我是(?:说|问|要办)|是|应该是)?");
    private static final Pattern LEANING = Pattern.compile("^(?:那么?|它|这个?|还有|另外)");
    private static final Pattern AGREES = Pattern.compile("^(?:好|要|行|可以|嗯|对|是|转|麻烦|请)");
    private static final Pattern DECLINES = Pattern.compile("^(?:不|没|算了|先不)");
    private static final float STEP = 0.1f;
    private static final float SLOWEST = 0.8f;
    private static final float FASTEST = 1.2f;
    /** 3 dB. */
    private static final float LOUDER = 1.4f;

    private static final float LOUDEST = 2;
    private static final int MAX_ASKED = 2;
    /** Characters that a follow-up question has besides what it wants to know. */
    private static final int MAX_ELLIPSIS = 3;

    private final Finder finder;
    private final ConversationState state;

    public Conversation(Finder finder) {
        this(finder, new ConversationState());
    }

    private Conversation(Finder finder, ConversationState state) {
        this.finder = finder;
        this.state = state;
    }

    /** Goes on with a conversation that another process had. @param items what a code stands for now */
    public static Conversation resumed(
            Finder finder, ConversationMemory memory, Function<String, Optional<ServiceItem>> items) {
        return new Conversation(finder, ConversationState.of(memory, items));
    }

    /** Whether an utterance only says that one listens. */
    public static boolean murmur(String utterance) {
        return Act.of(MARKS.matcher(utterance).replaceAll(""))
                .filter(act -> act == Act.NOTHING)
                .isPresent();
    }

    /** Writes what another process needs to go on. */
    public void into(ConversationMemory.Builder memory) {
        state.into(memory);
    }

    /** What is said by who goes on with it: the question again that was open, if one was. */
    public List<String> resumption() {
        List<String> sentences = new ArrayList<>(List.of(Phrases.RESUMED));
        if (state.pending instanceof Pending.None) {
            sentences.add(Phrases.GO_ON);
        } else {
            sentences.addAll(state.last);
        }
        return sentences;
    }

    /** How fast to speak, 0.8 to 1.2. */
    public float speed() {
        return state.speed;
    }

    /** How loud, 1 to 2 times the voice's own level. */
    public float volume() {
        return state.volume;
    }

    /** Whether the citizen asked for it slower or louder: somebody to wait for longer. */
    public boolean unhurried() {
        return state.speed < 1 || state.volume > 1;
    }

    /** The item that is spoken of. */
    public Optional<ServiceItem> item() {
        return Optional.ofNullable(state.item);
    }

    /**
     * Hears a whole utterance, spoken or typed.
     *
     * @throws ModelException when the item cannot be looked for; the conversation stands as before
     */
    public Reply hear(String utterance) throws ModelException {
        String text = MARKS.matcher(utterance).replaceAll("");
        Optional<Danger> danger = Danger.in(text);
        if (danger.isPresent()) {
            return kept(new Reply(
                    Outcome.EMERGENCY,
                    List.of(danger.get().sentence()),
                    null,
                    List.of(danger.get().number()),
                    danger.get()));
        }
        Optional<Act> act = Act.of(text);
        if (act.isPresent() && act.get() == Act.HANDOVER) {
            return kept(Reply.say(Outcome.HANDOVER, Phrases.HANDOVER));
        }
        if (act.isPresent() && act.get() == Act.ABUSE) {
            return Reply.say(Outcome.ABUSED, Phrases.CALM);
        }
        Optional<Reply> awaited = awaited(text, utterance);
        if (awaited.isPresent()) {
            return kept(awaited.get());
        }
        if (act.isPresent()) {
            return control(act.get());
        }
        return kept(question(utterance, text));
    }

    /** What was asked for was said, perhaps. */
    private Optional<Reply> awaited(String text, String utterance) throws ModelException {
        if (state.pending instanceof Pending.ForSlot wanted && state.item != null) {
            Optional<String> value = Choices.value(wanted.slot(), text);
            if (value.isPresent()) {
                state.slots.put(wanted.slot().key(), value.get());
                return Optional.of(respond(state.item, wanted.aspects(), ""));
            }
            if (text.length() > MAX_ELLIPSIS * 2 && find(utterance) instanceof Finding.Found) {
                return Optional.empty(); // another question
            }
            return Optional.of(askAgain(wanted));
        }
        if (state.pending instanceof Pending.ForItem wanted) {
            Optional<ServiceItem> chosen = Choices.item(wanted.offered(), text);
            if (chosen.isPresent()) {
                return Optional.of(respond(chosen.get(), wanted.aspects(), wanted.question()));
            }
            if (DECLINES.matcher(text).find() || wanted.asked() >= MAX_ASKED || text.length() > MAX_ELLIPSIS * 2) {
                wanted.offered().forEach(offered -> state.rejected.add(offered.code()));
                state.pending = new Pending.None();
                return DECLINES.matcher(text).find() && text.length() <= MAX_ELLIPSIS * 2
                        ? Optional.of(notKnown(Phrases.NOT_KNOWN))
                        : Optional.empty();
            }
            state.pending =
                    new Pending.ForItem(wanted.offered(), wanted.aspects(), wanted.question(), wanted.asked() + 1);
            return Optional.of(which(wanted.offered(), List.of(Phrases.WHICH_AGAIN)));
        }
        if (state.pending instanceof Pending.ForPerson && text.length() <= MAX_ELLIPSIS * 2) {
            if (DECLINES.matcher(text).find()) {
                state.pending = new Pending.None();
                return Optional.of(Reply.say(Outcome.CONTROL, Phrases.HELLO));
            }
            if (AGREES.matcher(text).find() && Aspect.of(text).isEmpty()) {
                return Optional.of(Reply.say(Outcome.HANDOVER, Phrases.HANDOVER));
            }
        }
        return Optional.empty();
    }

    private Reply askAgain(Pending.ForSlot wanted) {
        if (wanted.asked() >= MAX_ASKED) {
            return notKnown(Phrases.NOT_KNOWN);
        }
        state.pending = new Pending.ForSlot(wanted.slot(), wanted.aspects(), wanted.asked() + 1);
        return ask(wanted.slot(), List.of(Phrases.WHICH_AGAIN));
    }

    private Reply control(Act act) {
        return switch (act) {
            case REPEAT ->
                new Reply(
                        Outcome.CONTROL,
                        state.last.isEmpty() ? List.of(Phrases.NOTHING_TO_REPEAT) : state.last,
                        null,
                        List.of(),
                        null);
            case SLOWER -> again(Phrases.SLOWER, Math.max(SLOWEST, state.speed - STEP), state.volume);
            case FASTER -> again(Phrases.FASTER, Math.min(FASTEST, state.speed + STEP), state.volume);
            case LOUDER -> again(Phrases.LOUDER, state.speed, Math.min(LOUDEST, state.volume * LOUDER));
            case IDENTITY -> Reply.say(Outcome.CONTROL, Phrases.IDENTITY);
            case THANKS -> Reply.say(Outcome.CONTROL, Phrases.THANKS);
            case BYE -> Reply.say(Outcome.ENDED, Phrases.BYE);
            case HELLO -> Reply.say(Outcome.CONTROL, Phrases.HELLO);
            case NOTHING, HANDOVER, ABUSE -> new Reply(Outcome.SILENT, List.of(), null, List.of(), null);
        };
    }

    private Reply again(String sentence, float speed, float volume) {
        state.speed = speed;
        state.volume = volume;
        List<String> sentences = new ArrayList<>(List.of(sentence));
        sentences.addAll(state.last);
        return new Reply(Outcome.CONTROL, sentences, null, List.of(), null);
    }

    private Reply question(String utterance, String text) throws ModelException {
        String corrected = CORRECTION.matcher(text).replaceFirst("");
        if (!corrected.equals(text)) {
            if (state.item != null) {
                state.rejected.add(state.item.code());
                state.item = null;
            }
            if (corrected.isBlank()) {
                return Reply.say(Outcome.CONTROL, Phrases.HELLO);
            }
            return found(find(corrected), corrected);
        }
        List<Aspect> aspects = Aspect.of(text);
        if (state.item != null && !aspects.isEmpty() && ellipsis(text)) {
            return respond(state.item, aspects, text);
        }
        state.rejected.clear();
        Finding finding = find(utterance);
        String last = lastSentence(utterance);
        // Behind much that was told stands what is asked.
        return finding instanceof Finding.Unknown && !last.equals(utterance)
                ? found(find(last), MARKS.matcher(last).replaceAll(""))
                : found(finding, text);
    }

    private static String lastSentence(String utterance) {
        String[] sentences = SENTENCE_END.split(utterance);
        return sentences.length < 2 ? utterance : sentences[sentences.length - 1];
    }

    /** Whether a question leaves out what it is about. */
    private static boolean ellipsis(String text) {
        int content = QuestionText.content(Aspect.rest(text))
                .replaceAll("\\s|那|它|这个|还|又|得|办", "")
                .length();
        return content <= MAX_ELLIPSIS || LEANING.matcher(text).find() && content <= 2 * MAX_ELLIPSIS;
    }

    private Finding find(String question) throws ModelException {
        return finder.find(question, Set.copyOf(state.rejected));
    }

    private Reply found(Finding finding, String text) {
        if (finding instanceof Finding.Found found) {
            return respond(found.item(), Aspect.of(text), text);
        }
        if (finding instanceof Finding.Ambiguous ambiguous) {
            if (state.item != null && ambiguous.items().contains(state.item)) {
                return respond(state.item, Aspect.of(text), text); // what was spoken of last is likely meant again
            }
            state.pending = new Pending.ForItem(ambiguous.items(), Aspect.of(text), text, 1);
            return which(ambiguous.items(), List.of());
        }
        return notKnown(finding instanceof Finding.NotInForce ? Phrases.NOT_IN_FORCE : Phrases.NOT_KNOWN);
    }

    private Reply respond(ServiceItem about, List<Aspect> aspects, String text) {
        if (!about.equals(state.item)) {
            state.slots.clear();
            state.item = about;
        }
        for (Slot slot : about.slots()) {
            if (!state.slots.containsKey(slot.key())) {
                Choices.value(slot, text).ifPresent(value -> state.slots.put(slot.key(), value));
            }
        }
        boolean materials =
                aspects.isEmpty() || aspects.contains(Aspect.MATERIALS) || aspects.equals(List.of(Aspect.STEPS));
        Optional<Slot> open = about.slots().stream()
                .filter(slot -> !state.slots.containsKey(slot.key()) && decides(about, slot))
                .findFirst();
        if (materials && open.isPresent()) {
            state.pending = new Pending.ForSlot(open.get(), aspects, 1);
            return ask(open.get(), List.of());
        }
        Answer answer = AnswerWriter.write(about, aspects, state.slots);
        if (!SourceCheck.violations(answer.text(), about, state.slots).isEmpty()) {
            return notKnown(Phrases.NOT_KNOWN);
        }
        state.pending = answer.complete() ? new Pending.None() : new Pending.ForPerson();
        return new Reply(Outcome.ANSWERED, answer.sentences(), answer, List.of(), null);
    }

    private static boolean decides(ServiceItem about, Slot slot) {
        return about.materials().stream().anyMatch(material -> material.when().containsKey(slot.key()));
    }

    private static Reply ask(Slot slot, List<String> before) {
        List<String> sentences = new ArrayList<>(before);
        sentences.add(slot.ask());
        return new Reply(
                Outcome.ASKING, sentences, null, List.copyOf(slot.choices().keySet()), null);
    }

    private static Reply which(List<ServiceItem> items, List<String> before) {
        List<String> sentences = new ArrayList<>(before);
        sentences.add(Phrases.which(items));
        return new Reply(
                Outcome.CLARIFYING,
                sentences,
                null,
                items.stream().map(ServiceItem::name).toList(),
                null);
    }

    private Reply notKnown(String sentence) {
        state.pending = new Pending.ForPerson();
        return new Reply(Outcome.NOT_KNOWN, List.of(sentence), null, List.of("转人工"), null);
    }

    private Reply kept(Reply reply) {
        state.last = reply.sentences();
        return reply;
    }
}
