/**
 * Secure RTP (RFC 3711, RFC 7714) in place on byte arrays, keyed by DTLS-SRTP (RFC 5764). The ciphers are jitsi-srtp's, which
 * are OpenSSL's where libcrypto is installed.
 */
@NullMarked
package org.wenzheng.rtc.srtp;

import org.jspecify.annotations.NullMarked;
