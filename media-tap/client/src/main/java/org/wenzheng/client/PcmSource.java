package org.wenzheng.client;

/** Where the sound of a {@link LocalAudio} comes from. */
@FunctionalInterface
public interface PcmSource {

    /**
     * Gives the next 10 ms. Called every 10 ms on the pacing thread; must not block.
     *
     * @param block 480 samples of 48 kHz to fill; it comes as silence
     */
    void fill(short[] block);
}
