package org.wenzheng.search.app.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.wenzheng.search.app.account.SignedIn;
import org.wenzheng.search.app.problem.Problem;
import org.wenzheng.search.app.problem.ProblemWriter;

/**
 * Signs a program in by its token (RFC 6750). A request with a token is judged by the token alone: a session beside it
 * counts for nothing, which is why such requests need no CSRF token.
 */
final class BearerTokenFilter extends OncePerRequestFilter {

    private static final String SCHEME = "Bearer ";

    private final BearerTokens tokens;
    private final ProblemWriter problems;

    BearerTokenFilter(BearerTokens tokens, ProblemWriter problems) {
        this.tokens = tokens;
        this.problems = problems;
    }

    /** The token of a program; those of calls and rooms are read by whom they are for. */
    static @Nullable String token(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (path.startsWith("/api/v1/front-desk/calls/") || path.startsWith("/rtc")) {
            return null;
        }
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? header.substring(SCHEME.length()).strip()
                : null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String token = token(request);
        if (token == null) {
            chain.doFilter(request, response);
            return;
        }
        Optional<SignedIn> program = tokens.find(token);
        if (program.isEmpty()) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
            problems.write(
                    response,
                    new Problem(
                            HttpStatus.UNAUTHORIZED,
                            "wrong-token",
                            "The token is not known",
                            "Use the one in var/secrets; ./run up makes it."));
            return;
        }
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(program.get());
        SecurityContextHolder.setContext(context);
        chain.doFilter(request, response);
    }

    // Also when an event stream or an error is dispatched again: the first pass's context is gone by then.
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }
}
