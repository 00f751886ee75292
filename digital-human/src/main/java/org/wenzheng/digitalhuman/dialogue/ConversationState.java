package org.wenzheng.digitalhuman.dialogue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.wenzheng.digitalhuman.answer.Aspect;
import org.wenzheng.search.contract.knowledge.ServiceItem;
import org.wenzheng.search.contract.knowledge.Slot;
import org.wenzheng.stream.records.v1.Awaited;
import org.wenzheng.stream.records.v1.ConversationMemory;

/** What a conversation remembers from one utterance to the next, and its record for another process. Not thread-safe. */
final class ConversationState {

    final Map<String, String> slots = new HashMap<>();
    /** Codes that the citizen said are not meant. */
    final Set<String> rejected = new HashSet<>();

    Pending pending = new Pending.None();
    /** What was said last. */
    List<String> last = List.of();

    float speed = 1;
    float volume = 1;
    /** What is spoken of. */
    @Nullable
    ServiceItem item;

    /** As it was kept. What has left the base since is not spoken of any more. */
    static ConversationState of(ConversationMemory memory, Function<String, Optional<ServiceItem>> items) {
        ConversationState state = new ConversationState();
        state.slots.putAll(memory.getSlotsMap());
        state.rejected.addAll(memory.getRejectedList());
        state.last = List.copyOf(memory.getLastList());
        state.speed = memory.getSpeed();
        state.volume = memory.getVolume();
        state.item = items.apply(memory.getItem()).orElse(null);
        state.pending = pending(memory.getAwaited(), state.item, items);
        return state;
    }

    /** Writes itself into a record. */
    void into(ConversationMemory.Builder memory) {
        memory.putAllSlots(slots)
                .addAllRejected(rejected.stream().sorted().toList())
                .addAllLast(last)
                .setSpeed(speed)
                .setVolume(volume)
                .setItem(item == null ? "" : item.code());
        if (!(pending instanceof Pending.None)) {
            memory.setAwaited(awaited(pending));
        }
    }

    private static Awaited.Builder awaited(Pending pending) {
        Awaited.Builder awaited = Awaited.newBuilder();
        if (pending instanceof Pending.ForSlot wanted) {
            return awaited.setKind(Awaited.Kind.SLOT)
                    .setSlot(wanted.slot().key())
                    .addAllAspects(names(wanted.aspects()))
                    .setAsked(wanted.asked());
        }
        if (pending instanceof Pending.ForItem wanted) {
            return awaited.setKind(Awaited.Kind.ITEM)
                    .addAllOffered(
                            wanted.offered().stream().map(ServiceItem::code).toList())
                    .addAllAspects(names(wanted.aspects()))
                    .setQuestion(wanted.question())
                    .setAsked(wanted.asked());
        }
        return awaited.setKind(Awaited.Kind.PERSON);
    }

    private static Pending pending(
            Awaited awaited, @Nullable ServiceItem item, Function<String, Optional<ServiceItem>> items) {
        List<Aspect> aspects =
                awaited.getAspectsList().stream().map(Aspect::valueOf).toList();
        switch (awaited.getKind()) {
            case SLOT -> {
                Optional<Slot> slot = item == null
                        ? Optional.empty()
                        : item.slots().stream()
                                .filter(each -> each.key().equals(awaited.getSlot()))
                                .findFirst();
                return slot.<Pending>map(found -> new Pending.ForSlot(found, aspects, awaited.getAsked()))
                        .orElseGet(Pending.None::new);
            }
            case ITEM -> {
                List<ServiceItem> offered = awaited.getOfferedList().stream()
                        .map(code -> items.apply(code).orElse(null))
                        .filter(Objects::nonNull)
                        .toList();
                return offered.isEmpty()
                        ? new Pending.None()
                        : new Pending.ForItem(offered, aspects, awaited.getQuestion(), awaited.getAsked());
            }
            case PERSON -> {
                return new Pending.ForPerson();
            }
            default -> {
                return new Pending.None();
            }
        }
    }

    private static List<String> names(List<Aspect> aspects) {
        return aspects.stream().map(Aspect::name).toList();
    }
}
