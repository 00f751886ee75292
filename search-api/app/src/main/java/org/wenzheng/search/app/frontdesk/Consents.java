package org.wenzheng.search.app.frontdesk;

/**
 * What a citizen agreed to, none by default and each withdrawable.
 *
 * @param answer transient recognition: captions and the digital human; nothing is kept
 * @param record the recording is kept
 * @param analyse the redacted text is indexed
 */
public record Consents(boolean answer, boolean record, boolean analyse) {

    /** For the audit log. */
    String toDetail() {
        return "answer=" + answer + " record=" + record + " analyse=" + analyse;
    }
}
