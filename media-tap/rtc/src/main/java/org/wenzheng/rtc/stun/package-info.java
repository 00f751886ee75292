/**
 * Session Traversal Utilities for NAT (RFC 8489), as much of it as an ICE agent that only answers needs: Binding requests in,
 * Binding responses out. Parsing makes no garbage.
 */
@NullMarked
package org.wenzheng.rtc.stun;

import org.jspecify.annotations.NullMarked;
