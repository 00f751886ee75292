/** SCTP over DTLS for data channels (RFC 9260, RFC 3758, RFC 6525, RFC 8261). */
@NullMarked
package org.wenzheng.rtc.sctp;

import org.jspecify.annotations.NullMarked;
