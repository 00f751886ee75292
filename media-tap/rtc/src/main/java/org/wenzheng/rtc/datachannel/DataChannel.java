package org.wenzheng.rtc.datachannel;

/** One data channel (RFC 8831 6). Not for several threads. */
public final class DataChannel {

    /** Where a channel stands. */
    public enum State {
        /** Asked for; the other side has not agreed yet, though messages may go already. */
        CONNECTING,
        OPEN,
        /** One side has closed it, the other not yet. */
        CLOSING,
        CLOSED
    }

    private final DataChannels channels;
    private final int id;
    private final String label;
    private final String protocol;
    private final Reliability reliability;

    State state = State.CONNECTING;
    boolean weReset;
    boolean theyReset;

    DataChannel(DataChannels channels, int id, String label, String protocol, Reliability reliability) {
        this.channels = channels;
        this.id = id;
        this.label = label;
        this.protocol = protocol;
        this.reliability = reliability;
    }

    /** The stream in both directions. */
    public int id() {
        return id;
    }

    public String label() {
        return label;
    }

    public String protocol() {
        return protocol;
    }

    public Reliability reliability() {
        return reliability;
    }

    public State state() {
        return state;
    }

    /**
     * Sends a message.
     *
     * @param data not to be changed any more; may be empty
     * @param binary or else UTF-8 text
     * @param now nanoseconds
     * @return false if it was not taken: the channel is closed, the message too long, or too much waits already
     */
    public boolean send(byte[] data, boolean binary, long now) {
        return channels.send(this, data, binary, now);
    }

    /** Closes the channel once what waits is sent (RFC 8831 6.7). */
    public void close(long now) {
        channels.close(this, now);
    }
}
