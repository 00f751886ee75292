/** Reads and writes RTCP: reports, SDES and BYE (RFC 3550), feedback (RFC 4585, RFC 5104, REMB), reduced size (RFC 5506). */
@NullMarked
package org.wenzheng.rtc.rtcp;

import org.jspecify.annotations.NullMarked;
