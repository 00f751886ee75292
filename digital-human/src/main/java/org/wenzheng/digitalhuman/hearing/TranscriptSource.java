package org.wenzheng.digitalhuman.hearing;

import java.util.function.Consumer;
import org.wenzheng.stream.records.v1.TranscriptSegment;

/** Where the words of calls come from. */
public interface TranscriptSource {

    /** Hears a call's words from now on; called on the source's thread, must not block. */
    void listen(String call, Consumer<TranscriptSegment> words);

    /** No more of it. */
    void leave(String call);
}
