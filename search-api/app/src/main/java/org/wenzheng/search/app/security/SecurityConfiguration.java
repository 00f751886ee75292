package org.wenzheng.search.app.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.wenzheng.search.app.account.AccountRepository;
import org.wenzheng.search.app.account.SignedIn.Role;
import org.wenzheng.search.app.problem.Problem;
import org.wenzheng.search.app.problem.ProblemWriter;

/** One filter chain for everything; it denies what {@link RouteRule#ALL} does not allow. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /** Styles come inline from the component library; nothing else may, and nothing from elsewhere. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; media-src 'self' blob:; object-src 'none'; base-uri 'none';"
            + " form-action 'self'; frame-ancestors 'none'";

    @Bean
    SecurityFilterChain everything(
            HttpSecurity http,
            SecurityContextRepository contexts,
            CsrfTokenRepository csrfTokens,
            BearerTokens tokens,
            AccountRepository accounts,
            ProblemWriter problems)
            throws Exception {
        return http.authorizeHttpRequests(SecurityConfiguration::rules)
                .securityContext(context -> context.securityContextRepository(contexts))
                .addFilterBefore(new BearerTokenFilter(tokens, problems), AuthorizationFilter.class)
                .addFilterBefore(new PasswordChangeFilter(accounts, problems), AuthorizationFilter.class)
                .csrf(csrf -> csrf.spa()
                        .csrfTokenRepository(csrfTokens)
                        .ignoringRequestMatchers(request -> BearerTokenFilter.token(request) != null)
                        .ignoringRequestMatchers(SecurityConfiguration::isSignIn)
                        .ignoringRequestMatchers(SecurityConfiguration::isFrontDesk))
                .exceptionHandling(exceptions -> exceptions
                        .authenticationEntryPoint(signInFirst(problems))
                        .accessDeniedHandler(denied(problems)))
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                        .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                        .permissionsPolicyHeader(policy ->
                                policy.policy("camera=(self), microphone=(self), geolocation=(), payment=()")))
                .requestCache(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    private static void rules(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
        // What was allowed once is dispatched again: the end of an event stream, an error, index.html for a page.
        requests.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR, DispatcherType.FORWARD)
                .permitAll();
        for (RouteRule rule : RouteRule.ALL) {
            allow(requests, rule.method(), rule);
            if (rule.method().equals(HttpMethod.GET)) {
                // The same without the body (RFC 9110, section 9.3.2).
                allow(requests, HttpMethod.HEAD, rule);
            }
        }
        requests.requestMatchers(SecurityConfiguration::isPage).permitAll();
        requests.anyRequest().denyAll();
    }

    private static void allow(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests,
            HttpMethod method,
            RouteRule rule) {
        var matched = requests.requestMatchers(method, rule.pattern());
        if (rule.roles().isEmpty()) {
            matched.permitAll();
        } else {
            matched.hasAnyAuthority(rule.roles().stream().map(Role::id).toArray(String[]::new));
        }
    }

    /** The browser's pages and their files, which hold nothing of any call. */
    private static boolean isPage(HttpServletRequest request) {
        String path = request.getRequestURI();
        boolean read = HttpMethod.GET.matches(request.getMethod()) || HttpMethod.HEAD.matches(request.getMethod());
        return read
                && !path.startsWith("/api")
                && !path.startsWith("/rtc")
                && !path.startsWith("/internal")
                && !path.startsWith("/actuator")
                && !path.startsWith("/error");
    }

    /** It takes JSON alone, which no other site's form can send, and changes nothing without the password. */
    private static boolean isSignIn(HttpServletRequest request) {
        return HttpMethod.POST.matches(request.getMethod())
                && request.getRequestURI().equals("/api/v1/session");
    }

    /** It reads no cookie: a call is begun by anybody, and changed by the token that stands in the request alone. */
    private static boolean isFrontDesk(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/api/v1/front-desk/");
    }

    @Bean
    CsrfTokenRepository csrfTokens() {
        return CookieCsrfTokenRepository.withHttpOnlyFalse();
    }

    /** Knows nobody: without it Spring Boot would make an account of its own. */
    @Bean
    UserDetailsService nobody() {
        return new InMemoryUserDetailsManager();
    }

    private static AuthenticationEntryPoint signInFirst(ProblemWriter problems) {
        return (request, response, exception) -> problems.write(
                response,
                new Problem(
                        HttpStatus.UNAUTHORIZED,
                        "sign-in-required",
                        "Not signed in",
                        "POST /api/v1/session with \"account\" and \"password\", or send a bearer token."));
    }

    private static AccessDeniedHandler denied(ProblemWriter problems) {
        return (request, response, exception) -> problems.write(
                response,
                exception instanceof CsrfException
                        ? new Problem(
                                HttpStatus.FORBIDDEN,
                                "csrf-token-missing",
                                "The request may come from another site",
                                "Send the value of the cookie XSRF-TOKEN in the header X-XSRF-TOKEN.")
                        : new Problem(
                                HttpStatus.FORBIDDEN,
                                "not-allowed",
                                "Not allowed",
                                "This account may not do this, or there is nothing at this address."));
    }
}
