package org.wenzheng.search.app.account;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.wenzheng.search.app.account.SignedIn.Role;
import org.wenzheng.search.app.problem.ProblemException;

/** Makes people's accounts. */
@RestController
class AccountController {

    /** Letters of any script: names are those of people. */
    private static final String NAME = "[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,63}";

    private static final Set<Role> PEOPLE = Set.of(Role.ADMINISTRATOR, Role.CLERK, Role.EDITOR, Role.REVIEWER);

    private final Accounts accounts;

    AccountController(Accounts accounts) {
        this.accounts = accounts;
    }

    record NewAccount(@Nullable String account, @Nullable String role) {}

    /** @param password shown this once */
    record Added(String account, String role, String password) {}

    @PostMapping(path = "/api/v1/accounts", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Added add(SignedIn by, @RequestBody NewAccount wanted) {
        String name = wanted.account();
        Optional<Role> role =
                Optional.ofNullable(wanted.role()).flatMap(Role::of).filter(PEOPLE::contains);
        if (name == null || !name.matches(NAME) || role.isEmpty()) {
            throw ProblemException.badRequest(
                    "Send JSON with \"account\" (1 to 64 letters, digits, dots, hyphens) and \"role\" (administrator, clerk, editor or reviewer).");
        }
        return new Added(name, role.get().id(), accounts.add(name, role.get(), by.getName()));
    }
}
