/** Reads, rewrites and writes RTP packets in place (RFC 3550), with one- and two-byte header extensions (RFC 8285). */
@NullMarked
package org.wenzheng.rtc.rtp;

import org.jspecify.annotations.NullMarked;
