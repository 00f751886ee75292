/** Throttles requests for key frames towards publishers. */
@NullMarked
package org.wenzheng.rtc.pli;

import org.jspecify.annotations.NullMarked;
