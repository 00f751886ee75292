package org.wenzheng.sfu.media;

/** Takes the messages of a client's data channels. */
public interface DataListener {

    /**
     * One message.
     *
     * @param reliable whether it came on the channel that loses nothing
     * @param message the owner's to keep
     */
    void message(boolean reliable, byte[] message);
}
