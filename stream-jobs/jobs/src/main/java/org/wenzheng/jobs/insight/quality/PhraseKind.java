package org.wenzheng.jobs.insight.quality;

import java.util.Locale;

/** What a rule on phrases is about. */
public enum PhraseKind {
    GREETING,
    COURTESY,
    FORBIDDEN,
    PROMISE;

    /** As it stands in the file. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
