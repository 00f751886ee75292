/** Asks for lost packets and answers such requests (generic NACK, RFC 4585). */
@NullMarked
package org.wenzheng.rtc.nack;

import org.jspecify.annotations.NullMarked;
