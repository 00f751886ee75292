/** WebRTC data channels (RFC 8831, RFC 8832). */
@NullMarked
package org.wenzheng.rtc.datachannel;

import org.jspecify.annotations.NullMarked;
