/** Wraps and unwraps retransmissions (RFC 4588) and keeps the packets to send again. */
@NullMarked
package org.wenzheng.rtc.rtx;

import org.jspecify.annotations.NullMarked;
