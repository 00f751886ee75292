package org.wenzheng.digitalhuman.dialogue;

import java.util.List;
import org.wenzheng.digitalhuman.answer.Aspect;
import org.wenzheng.search.contract.knowledge.ServiceItem;
import org.wenzheng.search.contract.knowledge.Slot;

/** What the digital human asked and waits for. */
sealed interface Pending {

    /** Nothing. */
    record None() implements Pending {}

    /** What decides on an item's materials. @param asked how often */
    record ForSlot(Slot slot, List<Aspect> aspects, int asked) implements Pending {}

    /** Which of a few items is meant. @param asked how often */
    record ForItem(List<ServiceItem> offered, List<Aspect> aspects, String question, int asked) implements Pending {}

    /** Whether a person is wanted. */
    record ForPerson() implements Pending {}
}
