/** Transport-wide congestion control feedback (draft-holmer-rmcat-transport-wide-cc-extensions-01), both ways. */
@NullMarked
package org.wenzheng.rtc.twcc;

import org.jspecify.annotations.NullMarked;
