package org.wenzheng.search.app.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.wenzheng.search.app.audit.AuditAction;
import org.wenzheng.search.app.audit.AuditLog;
import org.wenzheng.search.app.problem.ProblemException;

/** The browser's session. */
@RestController
@RequestMapping("/api/v1/session")
class SessionController {

    private final Accounts accounts;
    private final AccountRepository repository;
    private final SecurityContextRepository contexts;
    private final CsrfTokenRepository csrfTokens;
    private final AuditLog audit;

    SessionController(
            Accounts accounts,
            AccountRepository repository,
            SecurityContextRepository contexts,
            CsrfTokenRepository csrfTokens,
            AuditLog audit) {
        this.accounts = accounts;
        this.repository = repository;
        this.contexts = contexts;
        this.csrfTokens = csrfTokens;
        this.audit = audit;
    }

    record Credentials(@Nullable String account, @Nullable String password) {}

    record PasswordChange(@Nullable String current, @JsonProperty("new") @Nullable String next) {}

    record SessionView(String account, List<String> roles, boolean passwordChangeRequired) {}

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    SessionView begin(@RequestBody Credentials credentials, HttpServletRequest request, HttpServletResponse response) {
        String account = required(credentials.account(), "account");
        String password = required(credentials.password(), "password");
        SignedIn signedIn = accounts.signIn(account, password, request.getRemoteAddr());
        // A session id or token that somebody planted before the sign-in is worth nothing after it.
        renew(request);
        remember(signedIn, request, response);
        csrfTokens.saveToken(csrfTokens.generateToken(request), request, response);
        return view(signedIn);
    }

    @GetMapping
    SessionView show(SignedIn signedIn) {
        return view(signedIn);
    }

    @PutMapping(path = "/password", consumes = MediaType.APPLICATION_JSON_VALUE)
    SessionView changePassword(
            SignedIn signedIn,
            @RequestBody PasswordChange change,
            HttpServletRequest request,
            HttpServletResponse response) {
        String current = required(change.current(), "current");
        String next = required(change.next(), "new");
        SignedIn again = accounts.changePassword(signedIn.getName(), current, next, request.getRemoteAddr());
        renew(request);
        remember(again, request, response);
        return view(again);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(SignedIn signedIn, HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        audit.add(signedIn.getName(), AuditAction.SIGNED_OUT);
    }

    private static void renew(HttpServletRequest request) {
        if (request.getSession(false) != null) {
            request.changeSessionId();
        }
    }

    private void remember(SignedIn signedIn, HttpServletRequest request, HttpServletResponse response) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(signedIn);
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
    }

    private SessionView view(SignedIn signedIn) {
        boolean changeRequired = repository
                .find(signedIn.getName())
                .map(Account::passwordChangeRequired)
                .orElse(false);
        return new SessionView(signedIn.getName(), signedIn.roles(), changeRequired);
    }

    private static String required(@Nullable String value, String field) {
        if (value == null || value.isEmpty()) {
            throw ProblemException.badRequest("Send JSON with \"" + field + "\".");
        }
        return value;
    }
}
