package org.wenzheng.rtc.srtp;

import java.util.Arrays;

/**
 * Master keys and salts of both directions, as one side of a handshake sees them.
 *
 * @param profile the profile agreed on
 * @param sendKey master key of what we send
 * @param sendSalt master salt of what we send
 * @param receiveKey master key of what we receive
 * @param receiveSalt master salt of what we receive
 */
public record SrtpKeys(SrtpProfile profile, byte[] sendKey, byte[] sendSalt, byte[] receiveKey, byte[] receiveSalt) {
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

    /** The profile alone: keys stay out of logs. */
    @Override
    public String toString() {
        return "SrtpKeys[" + profile + "]";
    }
}
