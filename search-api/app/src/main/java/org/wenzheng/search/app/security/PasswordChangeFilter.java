package org.wenzheng.search.app.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.wenzheng.search.app.account.Account;
import org.wenzheng.search.app.account.AccountRepository;
import org.wenzheng.search.app.account.SignedIn;
import org.wenzheng.search.app.problem.Problem;
import org.wenzheng.search.app.problem.ProblemWriter;

/**
 * Lets a session with the first password reach nothing but the change of that password, and ends sessions that began
 * under an older password. Programs with a token pass.
 */
final class PasswordChangeFilter extends OncePerRequestFilter {

    private static final String SESSION = "/api/v1/session";

    private final AccountRepository accounts;
    private final ProblemWriter problems;

    PasswordChangeFilter(AccountRepository accounts, ProblemWriter problems) {
        this.accounts = accounts;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return !path.startsWith("/api/") && !path.startsWith("/internal/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!(SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn signedIn)
                || signedIn.credentialsVersion() == 0) {
            chain.doFilter(request, response);
            return;
        }
        Optional<Account> account = accounts.find(signedIn.getName());
        if (account.isEmpty() || account.get().credentialsVersion() != signedIn.credentialsVersion()) {
            HttpSession session = request.getSession(false);
            if (session != null) {
                session.invalidate();
            }
            SecurityContextHolder.clearContext();
        } else if (account.get().passwordChangeRequired() && !isAboutSession(request)) {
            problems.write(
                    response,
                    new Problem(
                            HttpStatus.FORBIDDEN,
                            "password-change-required",
                            "The first password must be changed",
                            "PUT /api/v1/session/password with \"current\" and \"new\", then go on."));
            return;
        }
        chain.doFilter(request, response);
    }

    private static boolean isAboutSession(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.equals(SESSION) || path.equals(SESSION + "/password");
    }
}
