package org.wenzheng.search.app.audit;

import java.util.Locale;

/** What the audit log knows. */
public enum AuditAction {
    SIGNED_IN,
    SIGN_IN_REFUSED,
    ACCOUNT_LOCKED,
    SIGNED_OUT,
    PASSWORD_CHANGED,
    CALL_READ,
    LISTENING_BEGUN,
    RECORDING_KEY_MADE,
    RECORDING_DELETED;

    /** As it stands in the table. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
