package org.wenzheng.signalling.sdp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole offer or answer.
 *
 * @param sessionId of the {@code o=} line
 * @param version of the {@code o=} line; grows with every description of one side
 * @param iceLite whether the writer only answers connectivity checks (RFC 8445, 2.5)
 * @param media sections in their order, which both sides keep for the life of the connection
 */
public record SessionDescription(long sessionId, long version, boolean iceLite, List<MediaDescription> media) {

    public SessionDescription {
        media = List.copyOf(media);
    }

    /** The section of that name, or null. */
    public @Nullable MediaDescription section(String mid) {
        for (MediaDescription section : media) {
            if (section.mid().equals(mid)) {
                return section;
            }
        }
        return null;
    }

    /**
     * The transport that all sections share, since everything is bundled (RFC 9143): that of the first section in use.
     */
    public TransportDescription transport() {
        for (MediaDescription section : media) {
            if (!section.refused() && !section.transport().usernameFragment().isEmpty()) {
                return section.transport();
            }
        }
        return TransportDescription.NONE;
    }
}
