package org.wenzheng.jobs.insight;

/** News of a call with what the models say of its segment. */
public record AnalysedUpdate(CallUpdate update, Analysis analysis) {

    String call() {
        return update.call();
    }
}
