package org.wenzheng.search.app.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.wenzheng.search.app.account.SignedIn;
import org.wenzheng.search.app.account.SignedIn.Role;

/**
 * Keeps who is signed in as plain texts and a number in the session. Sessions lie in the database and outlive this process;
 * a serialized class of ours would bind them to one version of it.
 */
@Component
final class SessionContexts implements SecurityContextRepository {

    private static final String ACCOUNT = "account";
    private static final String CREDENTIALS_VERSION = "credentials-version";
    private static final String ROLES = "roles";

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        return new SessionContext(request);
    }

    @Override
    @Deprecated
    public SecurityContext loadContext(HttpRequestResponseHolder exchange) {
        return loadDeferredContext(exchange.getRequest()).get();
    }

    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        if (context.getAuthentication() instanceof SignedIn signedIn) {
            HttpSession session = request.getSession();
            session.setAttribute(ACCOUNT, signedIn.getName());
            session.setAttribute(CREDENTIALS_VERSION, signedIn.credentialsVersion());
            session.setAttribute(ROLES, String.join(",", signedIn.roles()));
        }
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return find(request).isPresent();
    }

    private static Optional<SignedIn> find(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null
                || !(session.getAttribute(ACCOUNT) instanceof String account)
                || !(session.getAttribute(CREDENTIALS_VERSION) instanceof Integer version)
                || !(session.getAttribute(ROLES) instanceof String roles)) {
            return Optional.empty();
        }
        // A role that this version does not know any more gives no right.
        Set<Role> known = Arrays.stream(Role.values())
                .filter(role -> Arrays.asList(roles.split(",", -1)).contains(role.id()))
                .collect(Collectors.toSet());
        return Optional.of(new SignedIn(account, version, known));
    }

    /** Reads the session when somebody asks for it: pages and their files need none. */
    private static final class SessionContext implements DeferredSecurityContext {

        private final Supplier<SecurityContext> context;

        SessionContext(HttpServletRequest request) {
            this.context = SingletonSupplier.of(() -> {
                SecurityContext made = SecurityContextHolder.createEmptyContext();
                find(request).ifPresent(made::setAuthentication);
                return made;
            });
        }

        @Override
        public SecurityContext get() {
            return context.get();
        }

        @Override
        public boolean isGenerated() {
            return get().getAuthentication() == null;
        }
    }
}
