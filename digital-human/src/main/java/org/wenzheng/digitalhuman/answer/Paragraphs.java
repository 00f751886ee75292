package org.wenzheng.digitalhuman.answer;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wenzheng.search.contract.knowledge.Material;
import org.wenzheng.search.contract.knowledge.ServiceItem;

/** The statements of an item, by aspect, as the office wrote them. */
final class Paragraphs {

    private Paragraphs() {}

    /**
     * What the item says of an aspect; empty where it says nothing.
     *
     * @param slots what is known of the citizen: materials for others are left out
     */
    static List<String> of(ServiceItem item, Aspect aspect, Map<String, String> slots) {
        return switch (aspect) {
            case MATERIALS ->
                item.materials().stream()
                        .filter(material -> material.neededBy(slots))
                        .map(Material::text)
                        .toList();
            case FEE -> one(item.fee());
            case TIME -> one(item.promisedTime());
            case VISITS ->
                item.visits() == null ? List.of() : List.of(item.visits().toString());
            case WHERE -> one(item.where());
            case HOURS -> one(item.hours());
            case PHONE -> one(item.phone());
            case COMPLAINT -> one(item.complaintPhone());
            case CONDITIONS -> item.conditions();
            case LAW -> one(item.law());
            case STEPS -> item.steps();
        };
    }

    private static List<String> one(@Nullable String text) {
        return Stream.ofNullable(text).toList();
    }
}
