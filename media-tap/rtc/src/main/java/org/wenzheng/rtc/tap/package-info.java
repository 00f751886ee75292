/** Puts the packets of a track into order for whoever listens, waiting a little for repair. */
@NullMarked
package org.wenzheng.rtc.tap;

import org.jspecify.annotations.NullMarked;
