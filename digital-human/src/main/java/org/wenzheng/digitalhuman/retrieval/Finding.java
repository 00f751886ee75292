package org.wenzheng.digitalhuman.retrieval;

import java.util.List;
import org.wenzheng.search.contract.knowledge.ServiceItem;

/** What a question turned out to be about. */
public sealed interface Finding {

    /** An item, likely enough to answer from it. */
    record Found(ServiceItem item, double probability) implements Finding {}

    /** One of a few items; which, the citizen must say. */
    record Ambiguous(List<ServiceItem> items, double probability) implements Finding {}

    /** An item that is not in force, so that nothing of it may be said. */
    record NotInForce(ServiceItem item) implements Finding {}

    /** Nothing that the base knows. */
    record Unknown(double probability) implements Finding {}
}
