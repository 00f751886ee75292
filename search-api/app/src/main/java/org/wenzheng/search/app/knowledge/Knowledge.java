package org.wenzheng.search.app.knowledge;

import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import org.wenzheng.search.app.audit.AuditAction;
import org.wenzheng.search.app.audit.AuditLog;
import org.wenzheng.search.app.knowledge.ItemVersion.State;
import org.wenzheng.search.app.problem.Problem;
import org.wenzheng.search.app.problem.ProblemException;
import org.wenzheng.search.contract.knowledge.ItemFile;
import org.wenzheng.search.contract.knowledge.KnowledgeException;
import org.wenzheng.search.contract.knowledge.ServiceItem;

/**
 * Changes of items: one person proposes, another approves, and any version that was in force can be put back. One change at a
 * time; the file is written last, so that what is in force stands in the table too.
 */
@Service
class Knowledge {

    private static final Logger LOG = LoggerFactory.getLogger(Knowledge.class);

    private final ItemFolder folder;
    private final ItemVersions versions;
    private final AuditLog audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Knowledge(ItemFolder folder, ItemVersions versions, AuditLog audit, TransactionTemplate transaction, Clock clock) {
        this.folder = folder;
        this.versions = versions;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** The items in the folder, by code. */
    Collection<ServiceItem> items() {
        try {
            return folder.items();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    Optional<ServiceItem> item(String code) {
        try {
            return folder.item(code);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** What waits for a decision. */
    List<ItemVersion> proposals() {
        return versions.proposals();
    }

    /** What an item was and was wanted to be, the latest first. */
    List<ItemVersion> versions(String code) {
        return versions.of(code);
    }

    /**
     * Proposes what an item shall say.
     *
     * @param fields as its file would have them; version, editor and reviewer do not count
     * @return the item
     * @throws ProblemException 422 with place and reason when it is none
     */
    synchronized ServiceItem propose(Map<String, Object> fields, String editor) {
        ServiceItem item = checked(fields).as(0, editor, null);
        transaction.executeWithoutResult(status -> {
            versions.propose(item, editor, clock.instant());
            note(editor, AuditAction.ITEM_PROPOSED, item.code());
        });
        return item;
    }

    /**
     * Puts a proposal into force.
     *
     * @throws ProblemException 404 where there is none, 409 when it is decided, 403 when it is the reviewer's own
     */
    synchronized void approve(long id, String reviewer) {
        ItemVersion proposal = open(id);
        if (proposal.editor().equals(reviewer)) {
            throw ProblemException.of(new Problem(
                    HttpStatus.FORBIDDEN,
                    "own-proposal",
                    "This is your own proposal",
                    "Somebody else must approve it: what the digital human says has two people's names."));
        }
        transaction.executeWithoutResult(status -> {
            Optional<ServiceItem> before = item(proposal.code());
            before.ifPresent(this::keep);
            int version = Math.max(
                            before.map(ServiceItem::version).orElse(0),
                            versions.of(proposal.code()).stream()
                                    .mapToInt(Knowledge::number)
                                    .max()
                                    .orElse(0))
                    + 1;
            if (!versions.decide(id, State.APPROVED, version, reviewer, clock.instant(), null)) {
                throw decided();
            }
            note(reviewer, AuditAction.ITEM_APPROVED, proposal.code() + " version " + version);
            write(proposal.item().as(version, proposal.editor(), reviewer));
        });
    }

    /** @throws ProblemException 404 where there is none, 409 when it is decided */
    synchronized void refuse(long id, String reviewer, @Nullable String why) {
        ItemVersion proposal = open(id);
        transaction.executeWithoutResult(status -> {
            if (!versions.decide(id, State.REFUSED, null, reviewer, clock.instant(), why)) {
                throw decided();
            }
            note(reviewer, AuditAction.ITEM_REFUSED, proposal.code());
        });
    }

    /**
     * Puts the version back that was in force before.
     *
     * @return the item as it is in force then
     * @throws ProblemException 404 where there is no such item, 409 when it has no earlier version
     */
    synchronized ServiceItem rollBack(String code, String by) {
        ServiceItem now = item(code).orElseThrow(Knowledge::unknown);
        List<ItemVersion> approved = versions.of(code).stream()
                .filter(each -> each.state() == State.APPROVED)
                .toList();
        ItemVersion earlier = approved.stream()
                .filter(each -> number(each) < now.version())
                .max(Comparator.comparingInt(Knowledge::number))
                .orElseThrow(
                        () -> ProblemException.of(
                                new Problem(
                                        HttpStatus.CONFLICT,
                                        "no-earlier-version",
                                        "There is no earlier version",
                                        "Propose a new one; give it a last day (valid_until) that is over, and nothing of it is said.")));
        ServiceItem item =
                earlier.item().as(Objects.requireNonNull(earlier.version()), earlier.editor(), earlier.reviewer());
        transaction.executeWithoutResult(status -> {
            approved.stream()
                    .filter(each -> Objects.equals(each.version(), now.version()))
                    .forEach(each -> versions.rollBack(each.id()));
            note(by, AuditAction.ITEM_ROLLED_BACK, code + " to version " + item.version());
            write(item);
        });
        return item;
    }

    private static int number(ItemVersion version) {
        return Objects.requireNonNullElse(version.version(), 0);
    }

    /** What came into force as a file, so that it can be put back. */
    private void keep(ServiceItem item) {
        boolean kept = versions.of(item.code()).stream()
                .anyMatch(each -> each.state() == State.APPROVED && Objects.equals(each.version(), item.version()));
        String editor = item.editor();
        String reviewer = item.reviewer();
        if (!kept && editor != null && reviewer != null) {
            versions.keep(item, editor, reviewer, clock.instant());
        }
    }

    private ItemVersion open(long id) {
        ItemVersion proposal = versions.find(id).orElseThrow(Knowledge::unknown);
        if (proposal.state() != State.PROPOSED) {
            throw decided();
        }
        return proposal;
    }

    /** By the rules of its file, since a file is what it becomes. */
    private static ServiceItem checked(Map<String, Object> fields) {
        Map<String, Object> content = new LinkedHashMap<>(fields);
        content.keySet().removeAll(List.of("version", "editor", "reviewer"));
        try {
            return ItemFile.of(content);
        } catch (KnowledgeException e) {
            throw ProblemException.of(new Problem(
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    "item-refused",
                    "The item cannot be taken as it is",
                    String.valueOf(e.getMessage())));
        }
    }

    private void write(ServiceItem item) {
        try {
            folder.write(item);
        } catch (IOException e) {
            LOG.error("An item cannot be put into force: {}", e.getMessage());
            throw ProblemException.of(new Problem(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "items-not-written",
                    "The items cannot be written now",
                    "Nothing was changed. See that the folder of items can be written and the disk has room."));
        }
    }

    private void note(String account, AuditAction action, String what) {
        audit.add(account, action, null, null, what);
    }

    private static ProblemException unreadable(IOException e) {
        LOG.error("The items cannot be read: {}", e.getMessage());
        return ProblemException.of(new Problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "items-not-read",
                "The items cannot be read now",
                "See that the folder of items (WENZHENG_KNOWLEDGE) is there and can be read."));
    }

    private static ProblemException unknown() {
        return ProblemException.notFound("No such item or proposal; GET /api/v1/items lists them.");
    }

    private static ProblemException decided() {
        return ProblemException.of(new Problem(
                HttpStatus.CONFLICT,
                "proposal-decided",
                "This proposal is decided",
                "Somebody decided on it, or a newer one took its place. Read the item again."));
    }
}
