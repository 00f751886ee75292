package org.wenzheng.search.app.audit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the audit log knows. */
public enum AuditAction {
    SIGNED_IN,
    SIGN_IN_REFUSED,
    ACCOUNT_LOCKED,
    SIGNED_OUT,
    PASSWORD_CHANGED,
    ACCOUNT_ADDED,
    CALL_READ,
    /** What was found left the system as a table. */
    SEARCH_EXPORTED,
    /** What people come with left the system as a document. */
    BRIEF_EXPORTED,
    /** A citizen began it at the front desk. */
    CALL_BEGUN,
    CONSENTS_CHANGED,
    /** Staff went in. */
    CALL_JOINED,
    /** Staff asked the citizen to show a document; the camera's pictures were kept from then on. */
    DOCUMENT_ASKED_FOR,
    /** The citizen hung up. */
    CALL_ENDED,
    LISTENING_BEGUN,
    RECORDING_KEY_MADE,
    /** The key is gone, and with it the sound. */
    RECORDING_DELETED,
    /** The ciphertext is gone too. */
    RECORDING_FILES_DELETED,
    /** Nobody finds or hears the call again. */
    CALL_DELETED,
    /** Its text is gone from the index. */
    CALL_TEXT_DELETED,
    /** What a replay wrote of a deleted call is gone again. */
    CALL_TEXT_DELETED_AGAIN,
    ITEM_PROPOSED,
    ITEM_APPROVED,
    ITEM_REFUSED,
    /** The version before it is in force again. */
    ITEM_ROLLED_BACK,
    AUDIT_READ;

    /** As it stands in the table. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<AuditAction> of(String id) {
        return Arrays.stream(values()).filter(action -> action.id().equals(id)).findFirst();
    }
}
