/**
 * Framing of packets on a stream (RFC 4571), as ICE-TCP (RFC 6544) has it: two bytes of length before each packet.
 */
@NullMarked
package org.wenzheng.rtc.framing;

import org.jspecify.annotations.NullMarked;
