package org.wenzheng.digitalhuman.call;

import java.util.Optional;
import org.wenzheng.stream.records.v1.ConversationMemory;

/** Keeps what is remembered of calls that run where another process finds it. Safe for any thread. */
public interface Memories {

    /** What the process that had a call before remembered; waits a moment where it is still being read. */
    Optional<ConversationMemory> recall(String call);

    /** Keeps the newest; a failure costs what was said since, not the call. */
    void keep(ConversationMemory memory);

    /** The call is over. */
    void forget(String call);
}
