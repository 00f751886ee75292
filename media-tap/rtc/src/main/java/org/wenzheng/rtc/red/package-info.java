/** Redundant audio (RFC 2198): read, built, stripped, and used to recover lost packets. */
@NullMarked
package org.wenzheng.rtc.red;

import org.jspecify.annotations.NullMarked;
