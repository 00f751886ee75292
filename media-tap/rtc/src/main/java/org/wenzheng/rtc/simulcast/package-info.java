/** Sends each subscriber one layer of a simulcast track (RFC 8853) as one unbroken stream. */
@NullMarked
package org.wenzheng.rtc.simulcast;

import org.jspecify.annotations.NullMarked;
