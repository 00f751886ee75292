/** Wire forms of LiveKit's protobuf messages, decoded within bounds. */
@NullMarked
package org.wenzheng.signalling.message;

import org.jspecify.annotations.NullMarked;
