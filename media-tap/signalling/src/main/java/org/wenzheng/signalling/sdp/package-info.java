/** Session descriptions (RFC 8866) as WebRTC uses them (RFC 8829): parsed within bounds, built, written. */
@NullMarked
package org.wenzheng.signalling.sdp;

import org.jspecify.annotations.NullMarked;
