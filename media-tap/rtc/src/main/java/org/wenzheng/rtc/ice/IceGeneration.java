package org.wenzheng.rtc.ice;

import java.nio.charset.StandardCharsets;
import org.wenzheng.rtc.stun.MessageIntegrity;
import org.wenzheng.rtc.stun.StunMessage;

/** Our credentials between two ICE restarts, with the key that checks are signed with. The key is for the room's thread. */
public final class IceGeneration {
    private final IceCredentials credentials;
    private final MessageIntegrity key;
    private final int number;

    IceGeneration(IceCredentials credentials, int number) {
        this.credentials = credentials;
        this.number = number;
        key = new MessageIntegrity(credentials.password());
    }

    public IceCredentials credentials() {
        return credentials;
    }

    /** What checks are verified and answered with. */
    public MessageIntegrity key() {
        return key;
    }

    /** Counts restarts, from 0. */
    int number() {
        return number;
    }

    /** Our user name fragment as one number, by which a directory of peers finds it. */
    public long ufragKey() {
        long key = 0;
        for (byte b : credentials.ufrag().getBytes(StandardCharsets.US_ASCII)) {
            key = (key << 8) | (b & 0xFF);
        }
        return key;
    }

    /**
     * The same number of a check's USERNAME, whose part before the colon is the fragment of whom it asks (RFC 8445, section
     * 7.2.2); 0, which no fragment of ours has, if it can be none of ours.
     */
    public static long ufragKey(StunMessage check) {
        int length = IceCredentials.LOCAL_UFRAG_LENGTH;
        if (check.usernameLength() <= length || check.usernameByte(length) != ':') {
            return 0;
        }
        long key = 0;
        for (int i = 0; i < length; i++) {
            key = (key << 8) | (check.usernameByte(i) & 0xFF);
        }
        return key;
    }
}
