/** Reassembles whole encoded video frames from packets in order. */
@NullMarked
package org.wenzheng.rtc.frame;

import org.jspecify.annotations.NullMarked;
