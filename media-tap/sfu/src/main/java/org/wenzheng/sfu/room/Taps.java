package org.wenzheng.sfu.room;

/** Where calls are mirrored to, if anywhere. */
@FunctionalInterface
public interface Taps {

    /** Nothing is mirrored. */
    Taps NONE = (call, openedAtMs) -> CallTap.NONE;

    /**
     * A room has opened, or opened again.
     *
     * @param call the room's name, which is the call's id
     * @param openedAtMs unix milliseconds
     */
    CallTap open(String call, long openedAtMs);
}
