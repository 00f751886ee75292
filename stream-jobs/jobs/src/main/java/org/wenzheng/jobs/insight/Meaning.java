package org.wenzheng.jobs.insight;

import java.util.List;
import org.wenzheng.models.runtime.ModelException;

/** Sentiment, urgency, topics and vector of redacted texts. Thread-safe. */
interface Meaning {

    /** A result a text, in order. */
    List<Analysis> of(List<String> texts) throws ModelException;
}
