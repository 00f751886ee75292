/** Divides an estimate among what a subscriber receives: audio always, video by layers. */
@NullMarked
package org.wenzheng.rtc.allocation;

import org.jspecify.annotations.NullMarked;
