package org.wenzheng.client;

/** Freeing of native objects. */
final class Freed {

    private Freed() {}

    /** webrtc-java says by an Error that a track was freed together with its connection: then it is freed, which was wanted. */
    static void of(Runnable dispose) {
        try {
            dispose.run();
        } catch (Error | RuntimeException e) {
            org.slf4j.LoggerFactory.getLogger(Freed.class).debug("Freed already", e);
        }
    }
}
