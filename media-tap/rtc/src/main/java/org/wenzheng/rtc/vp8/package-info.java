/** Reads and rewrites the VP8 payload descriptor (RFC 7741). */
@NullMarked
package org.wenzheng.rtc.vp8;

import org.jspecify.annotations.NullMarked;
