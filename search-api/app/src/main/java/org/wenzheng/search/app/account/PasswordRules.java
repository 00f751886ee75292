package org.wenzheng.search.app.account;

import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.wenzheng.search.app.problem.Problem;
import org.wenzheng.search.app.problem.ProblemException;

/** What a new password must be: long rather than full of signs (NIST SP 800-63B). */
final class PasswordRules {

    private static final int SHORTEST = 12;
    private static final int LONGEST = 128;

    private PasswordRules() {}

    /** @throws ProblemException 422, saying which rule is broken */
    static void require(String account, String current, String next) {
        if (next.codePointCount(0, next.length()) < SHORTEST) {
            throw refused("Choose a password of " + SHORTEST + " characters or more.");
        }
        if (next.length() > LONGEST) {
            throw refused("Choose a password of " + LONGEST + " characters or fewer.");
        }
        if (next.equals(current)) {
            throw refused("Choose a password that differs from the one you have.");
        }
        if (next.toLowerCase(Locale.ROOT).contains(account.toLowerCase(Locale.ROOT))) {
            throw refused("Choose a password without the account's name in it.");
        }
        if (next.codePoints().distinct().count() < 5) {
            throw refused("Choose a password of five different characters or more.");
        }
    }

    private static ProblemException refused(String detail) {
        return ProblemException.of(new Problem(
                HttpStatus.UNPROCESSABLE_CONTENT, "password-refused", "The new password is not good enough", detail));
    }
}
