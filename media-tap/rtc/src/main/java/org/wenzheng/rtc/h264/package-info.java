/** Tells what an H.264 payload holds (RFC 6184). */
@NullMarked
package org.wenzheng.rtc.h264;

import org.jspecify.annotations.NullMarked;
