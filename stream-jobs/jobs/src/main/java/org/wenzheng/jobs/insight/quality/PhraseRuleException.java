package org.wenzheng.jobs.insight.quality;

/** A file of rules that cannot be used. */
public final class PhraseRuleException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message which rule, why, and what to do */
    PhraseRuleException(String message) {
        super(message);
    }
}
