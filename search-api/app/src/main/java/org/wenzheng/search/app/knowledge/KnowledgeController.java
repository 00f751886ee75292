package org.wenzheng.search.app.knowledge;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.wenzheng.search.app.account.SignedIn;
import org.wenzheng.search.app.problem.ProblemException;
import org.wenzheng.search.app.time.OfficeTime;
import org.wenzheng.search.contract.knowledge.ServiceItem;

@RestController
@RequestMapping("/api/v1/items")
class KnowledgeController {

    private static final int LONGEST_NOTE = 500;

    private final Knowledge knowledge;
    private final OfficeTime time;
    private final Clock clock;

    KnowledgeController(Knowledge knowledge, OfficeTime time, Clock clock) {
        this.knowledge = knowledge;
        this.time = time;
        this.clock = clock;
    }

    /**
     * An item in a list.
     *
     * @param state {@code in_force}, {@code expired}, {@code not_yet}, {@code unapproved} (its file names nobody who approved it)
     *     or {@code new} (proposed, never in force)
     * @param proposedBy whose proposal waits for a decision
     */
    record Summary(
            String code,
            String name,
            @Nullable String category,
            @Nullable String department,
            int version,
            String state,
            @Nullable String proposedBy) {}

    /** @param item null where it was only proposed so far */
    record Detail(@Nullable ServiceItem item, @Nullable String state, List<ItemVersion> versions) {}

    record Refusal(@Nullable String note) {}

    @Operation(summary = "The service items, and what waits for a second person")
    @GetMapping
    List<Summary> items() {
        Map<String, ItemVersion> proposals =
                knowledge.proposals().stream().collect(Collectors.toMap(ItemVersion::code, each -> each));
        Map<String, ServiceItem> items = knowledge.items().stream()
                .collect(Collectors.toMap(ServiceItem::code, each -> each, (a, b) -> a, TreeMap::new));
        return Stream.concat(items.keySet().stream(), proposals.keySet().stream())
                .distinct()
                .sorted()
                .map(code -> summary(items.get(code), proposals.get(code)))
                .toList();
    }

    @Operation(summary = "An item as it is in force, with its versions and proposals")
    @GetMapping("/{code}")
    Detail item(@PathVariable("code") String code) {
        ServiceItem item = knowledge.item(code).orElse(null);
        List<ItemVersion> versions = knowledge.versions(code);
        if (item == null && versions.isEmpty()) {
            throw ProblemException.notFound("No such item; GET /api/v1/items lists them.");
        }
        return new Detail(item, item == null ? null : state(item), versions);
    }

    @Operation(
            summary = "Proposes what an item shall say",
            description = "422 with file, line and reason when it cannot be an item. It takes the place of a proposal"
                    + " on which nobody decided.")
    @PostMapping(path = "/proposals", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Detail propose(@RequestBody Map<String, Object> fields, SignedIn by) {
        return item(knowledge.propose(fields, by.getName()).code());
    }

    @Operation(
            summary = "Puts a proposal of another person into force",
            description = "The digital human answers by it within 5 s. 403 for one's own, 409 when it is decided.")
    @PostMapping("/proposals/{id}/approval")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void approve(@PathVariable("id") long id, SignedIn by) {
        knowledge.approve(id, by.getName());
    }

    @Operation(summary = "Refuses a proposal, with a note for its editor")
    @PostMapping(path = "/proposals/{id}/refusal", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void refuse(@PathVariable("id") long id, @RequestBody Refusal refusal, SignedIn by) {
        String note = refusal.note() == null ? "" : refusal.note().strip();
        if (note.length() > LONGEST_NOTE) {
            throw ProblemException.badRequest("note has at most " + LONGEST_NOTE + " characters.");
        }
        knowledge.refuse(id, by.getName(), note.isEmpty() ? null : note);
    }

    @Operation(
            summary = "Puts the version back that was in force before",
            description = "The digital human answers by it within 5 s. 409 when there is none.")
    @PostMapping("/{code}/rollback")
    ServiceItem rollBack(@PathVariable("code") String code, SignedIn by) {
        return knowledge.rollBack(code, by.getName());
    }

    private Summary summary(@Nullable ServiceItem item, @Nullable ItemVersion proposal) {
        ServiceItem shown =
                item != null ? item : Objects.requireNonNull(proposal).item();
        return new Summary(
                shown.code(),
                shown.name(),
                shown.category(),
                shown.department(),
                shown.version(),
                item == null ? "new" : state(item),
                proposal == null ? null : proposal.editor());
    }

    private String state(ServiceItem item) {
        LocalDate today = time.day(clock.instant());
        if (item.editor() == null || item.reviewer() == null) {
            return "unapproved";
        }
        if (item.inForce(today)) {
            return "in_force";
        }
        return item.validFrom() != null && today.isBefore(item.validFrom()) ? "not_yet" : "expired";
    }
}
