package org.wenzheng.mirror;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Makes sure that the topics are there. */
interface TopicCheck {

    /** Returns when they are; see {@link Topics#ensure}. */
    void ensure() throws InterruptedException, ExecutionException, TimeoutException;
}
