package org.wenzheng.search.app.account;

import java.security.Principal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Who calls: a person by session or a program by token. */
public final class SignedIn extends AbstractAuthenticationToken implements Principal {
    private static final long serialVersionUID = 1L;

    private final String account;
    private final int credentialsVersion;

    /**
     * @param credentialsVersion of the password that was given; 0 for a token
     */
    public SignedIn(String account, int credentialsVersion, Set<Role> roles) {
        super(authorities(roles));
        this.account = account;
        this.credentialsVersion = credentialsVersion;
        setAuthenticated(true);
    }

    /** What an account may do. */
    public enum Role {
        /** Reads, plays and deletes calls, and looks at what others did. */
        ADMINISTRATOR,
        /** Window staff: takes calls from the queue, and sees no other. */
        CLERK,
        /** Proposes what service items say. */
        EDITOR,
        /** Approves what others propose. */
        REVIEWER,
        /** The command line. */
        OPERATOR,
        /** The job that stores recordings. */
        RECORDING_JOB,
        /** The digital human: takes calls, nothing else. */
        DIGITAL_HUMAN;

        /** The role of that id. */
        static Optional<Role> of(String id) {
            return Arrays.stream(values()).filter(role -> role.id().equals(id)).findFirst();
        }

        /** As it is shown and checked. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public String getName() {
        return account;
    }

    @Override
    public String getPrincipal() {
        return account;
    }

    @Override
    public String getCredentials() {
        return "";
    }

    /** Version of the password that this session began with. */
    public int credentialsVersion() {
        return credentialsVersion;
    }

    /** Role names. */
    public List<String> roles() {
        return getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .sorted()
                .toList();
    }

    private static Collection<SimpleGrantedAuthority> authorities(Set<Role> roles) {
        return roles.stream().map(role -> new SimpleGrantedAuthority(role.id())).toList();
    }
}
