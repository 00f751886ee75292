/**
 * Datagram Transport Layer Security 1.2 (RFC 6347) as server, with the use_srtp extension (RFC 5764), on Bouncy Castle.
 */
@NullMarked
package org.wenzheng.rtc.dtls;

import org.jspecify.annotations.NullMarked;
