package org.wenzheng.signalling.sdp;

import java.util.List;

/**
 * Synchronisation sources that belong together (RFC 5576, 4.2).
 *
 * @param semantics {@code FID}: media and its retransmission; {@code SIM}: simulcast layers
 * @param ssrcs unsigned 32-bit values, at least one
 */
public record SourceGroup(String semantics, List<Long> ssrcs) {

    public SourceGroup {
        ssrcs = List.copyOf(ssrcs);
    }
}
