package org.wenzheng.search.app.calls;

import org.wenzheng.search.contract.CallDocument;

/** Tells which calls can be played. */
@FunctionalInterface
public interface RecordedCalls {

    /** Whether there is sound of this call and the key to it. */
    boolean canBePlayed(CallDocument call);
}
