package org.wenzheng.rtc.sctp;

/** What an association tells its owner, on the thread that called it. The owner may send out of these calls. */
public interface SctpListener {

    /** Data may flow. Called once. */
    void onEstablished();

    /**
     * A whole message.
     *
     * @param stream on which it came
     * @param protocol the payload protocol identifier
     * @param message at least one octet; the owner's to keep
     */
    void onMessage(int stream, int protocol, byte[] message);

    /** The other side will send nothing more on a stream; it begins anew (RFC 6525 5.2.2). */
    void onIncomingReset(int stream);

    /** The other side agrees that a stream of ours begins anew (RFC 6525 5.2.7). */
    void onOutgoingReset(int stream);

    /** The association ended. Called once; nothing is called after it. */
    void onClosed(SctpCloseReason reason);
}
