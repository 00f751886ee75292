package org.wenzheng.signalling.token;

import java.util.Locale;

/** What a participant is in a call. */
public enum CallRole {
    /** Not said: a client that the product did not invite, such as a load tester's. */
    UNSPECIFIED,
    CITIZEN,
    STAFF,
    DIGITAL_HUMAN,
    /** A relative or an interpreter who joined by code. */
    GUEST;

    /** As it stands in a token. */
    public String claim() {
        return name().toLowerCase(Locale.ROOT);
    }

    static CallRole of(String claim) {
        for (CallRole role : values()) {
            if (role.claim().equals(claim)) {
                return role;
            }
        }
        return UNSPECIFIED;
    }
}
