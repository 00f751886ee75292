package org.wenzheng.rtc.srtp;

import java.util.Arrays;

/** Master keys and salts of both directions, as one side of a handshake sees them. They appear in no text. */
public final class SrtpKeys {
    private final SrtpProfile profile;
    private final byte[] sendKey;
    private final byte[] sendSalt;
    private final byte[] receiveKey;
    private final byte[] receiveSalt;

    private SrtpKeys(SrtpProfile profile, byte[] sendKey, byte[] sendSalt, byte[] receiveKey, byte[] receiveSalt) {
        this.profile = profile;
        this.sendKey = sendKey;
        this.sendSalt = sendSalt;
        this.receiveKey = receiveKey;
        this.receiveSalt = receiveSalt;
    }

    /**
     * Cuts what the handshake exported: client key, server key, client salt, server salt (RFC 5764, section 4.2).
     *
     * @param server whether we were the server of the handshake
     */
    public static SrtpKeys of(SrtpProfile profile, byte[] exported, boolean server) {
        int key = profile.keyLength();
        int salt = profile.saltLength();
        byte[] clientKey = Arrays.copyOfRange(exported, 0, key);
        byte[] serverKey = Arrays.copyOfRange(exported, key, 2 * key);
        byte[] clientSalt = Arrays.copyOfRange(exported, 2 * key, 2 * key + salt);
        byte[] serverSalt = Arrays.copyOfRange(exported, 2 * key + salt, 2 * (key + salt));
        return server
                ? new SrtpKeys(profile, serverKey, serverSalt, clientKey, clientSalt)
                : new SrtpKeys(profile, clientKey, clientSalt, serverKey, serverSalt);
    }

    /** The profile agreed on. */
    public SrtpProfile profile() {
        return profile;
    }

    byte[] sendKey() {
        return sendKey;
    }

    byte[] sendSalt() {
        return sendSalt;
    }

    byte[] receiveKey() {
        return receiveKey;
    }

    byte[] receiveSalt() {
        return receiveSalt;
    }
}
