/** Reads of an Opus packet what forwarding needs (RFC 6716): duration, in-band FEC, DTX. */
@NullMarked
package org.wenzheng.rtc.opus;

import org.jspecify.annotations.NullMarked;
