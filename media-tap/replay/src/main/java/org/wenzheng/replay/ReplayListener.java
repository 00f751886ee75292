package org.wenzheng.replay;

import java.util.OptionalDouble;

/** Hears how far a replay has come, on the replay's own thread. */
public interface ReplayListener {

    /** Hears nothing. */
    ReplayListener SILENT = new ReplayListener() {};

    /** The call's records are about to be sent. */
    default void started(String call) {}

    /** About once a second of the recording: seconds done, and in all where the file states it. */
    default void progress(double done, OptionalDouble total) {}

    /** Every few seconds at the end, while Kafka has not acknowledged everything. */
    default void waiting(long records) {}
}
