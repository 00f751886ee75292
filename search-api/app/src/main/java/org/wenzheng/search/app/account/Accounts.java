package org.wenzheng.search.app.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.wenzheng.search.app.account.SignedIn.Role;
import org.wenzheng.search.app.audit.AuditAction;
import org.wenzheng.search.app.audit.AuditLog;
import org.wenzheng.search.app.problem.Problem;
import org.wenzheng.search.app.problem.ProblemException;
import org.wenzheng.search.app.ratelimit.AddressLimit;

/** Checks and changes passwords. An account that does not exist costs as much time as a wrong password. */
@Service
class Accounts {

    private final AccountRepository accounts;
    private final PasswordEncoder passwords;
    private final AddressLimit addresses;
    private final SignInSettings settings;
    private final AuditLog audit;
    private final Clock clock;
    private final String hashOfNobody;
    private final FirstPassword firstPassword = new FirstPassword();

    Accounts(
            AccountRepository accounts,
            PasswordEncoder passwords,
            SignInSettings settings,
            AuditLog audit,
            Clock clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.addresses = new AddressLimit(settings.failuresPerAddress(), settings.addressWindow(), clock);
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
        this.hashOfNobody = PasswordHashing.encode(passwords, "nobody has this password");
    }

    /**
     * Checks a password.
     *
     * @throws ProblemException 401 when it is wrong, 429 after too many wrong ones
     */
    SignedIn signIn(String name, String password, String address) {
        requirePatience(address);
        Optional<Account> found = accounts.find(name);
        if (found.isPresent() && found.get().lockedAt(clock.instant())) {
            throw locked(found.get().lockedUntil());
        }
        String hash = found.map(Account::passwordHash).orElse(hashOfNobody);
        boolean right = passwords.matches(password, hash);
        if (found.isEmpty() || !right) {
            throw refuse(found, address);
        }
        accounts.clearFailures(name);
        audit.add(name, AuditAction.SIGNED_IN);
        return signedIn(found.get());
    }

    /**
     * Changes the password of whoever is signed in.
     *
     * @return what the session goes on with; every other session of the account ends
     * @throws ProblemException 401 when {@code current} is wrong, 422 when {@code next} is too weak
     */
    SignedIn changePassword(String name, String current, String next, String address) {
        requirePatience(address);
        Account account = accounts.find(name).orElseThrow(Accounts::wrong);
        if (account.lockedAt(clock.instant())) {
            throw locked(account.lockedUntil());
        }
        if (!passwords.matches(current, account.passwordHash())) {
            throw refuse(Optional.of(account), address);
        }
        PasswordRules.require(name, current, next);
        accounts.setPassword(name, PasswordHashing.encode(passwords, next));
        audit.add(name, AuditAction.PASSWORD_CHANGED);
        return signedIn(accounts.find(name).orElseThrow(Accounts::wrong));
    }

    /**
     * Makes an account.
     *
     * @param by who makes it
     * @return its first password, which is written nowhere else and must be changed at the first sign-in
     * @throws ProblemException 409 when there is one of this name
     */
    String add(String name, Role role, String by) {
        if (accounts.find(name).isPresent()) {
            throw ProblemException.of(new Problem(
                    HttpStatus.CONFLICT,
                    "account-exists",
                    "There is an account of this name",
                    "Choose another name; an account's role is not changed by adding it again."));
        }
        String password = firstPassword.next();
        accounts.create(name, PasswordHashing.encode(passwords, password), role);
        audit.add(by, AuditAction.ACCOUNT_ADDED, null, null, name + " as " + role.id());
        return password;
    }

    private void requirePatience(String address) {
        Duration wait = addresses.wait(address);
        if (!wait.isZero() && !wait.isNegative()) {
            throw tooMany("This address gave too many wrong passwords.", wait);
        }
    }

    private ProblemException refuse(Optional<Account> account, String address) {
        addresses.count(address);
        if (account.isPresent()) {
            String name = account.get().name();
            audit.add(name, AuditAction.SIGN_IN_REFUSED);
            if (accounts.countFailure(name) >= settings.failuresUntilLocked()) {
                accounts.lock(name, clock.instant().plus(settings.lockedFor()));
                audit.add(name, AuditAction.ACCOUNT_LOCKED);
            }
        }
        return wrong();
    }

    private ProblemException locked(@Nullable Instant until) {
        Duration wait = until == null ? Duration.ZERO : Duration.between(clock.instant(), until);
        return tooMany("The account is locked after too many wrong passwords.", wait);
    }

    private static ProblemException tooMany(String why, Duration wait) {
        long minutes = Math.max(1, (wait.toSeconds() + 59) / 60);
        Problem problem = new Problem(
                HttpStatus.TOO_MANY_REQUESTS,
                "too-many-attempts",
                "Too many attempts",
                why + " Try again in " + minutes + " min.");
        return ProblemException.later(problem, wait, null);
    }

    private static ProblemException wrong() {
        return ProblemException.of(new Problem(
                HttpStatus.UNAUTHORIZED,
                "wrong-credentials",
                "Account or password is wrong",
                "Check both. The first password was printed once by ./run up."));
    }

    private static SignedIn signedIn(Account account) {
        return new SignedIn(account.name(), account.credentialsVersion(), Set.of(account.role()));
    }
}
