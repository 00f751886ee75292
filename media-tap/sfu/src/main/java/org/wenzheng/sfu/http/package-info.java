/** HTTP and WebSocket: joining, validating, the room service, health. */
@NullMarked
package org.wenzheng.sfu.http;

import org.jspecify.annotations.NullMarked;
