/**
 * The public face of the transport: one UDP and one TCP port for all peers, ICE-lite, DTLS-SRTP, and data for SCTP.
 *
 * <p>The packet path counts and drops; it neither throws nor blocks. Everything that belongs to one peer happens on one event
 * loop, so that nothing of it needs a lock.
 */
@NullMarked
package org.wenzheng.rtc.transport;

import org.jspecify.annotations.NullMarked;
