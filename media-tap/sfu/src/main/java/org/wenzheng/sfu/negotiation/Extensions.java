package org.wenzheng.sfu.negotiation;

import java.util.List;
import org.wenzheng.signalling.sdp.HeaderExtension;
import org.wenzheng.signalling.sdp.MediaDescription;

/**
 * Ids of the header extensions in use on a connection, 0 for none. In a bundle an id means the same in every section.
 *
 * @param mid the section
 * @param rid the simulcast layer
 * @param repairedRid the layer that a retransmission repairs
 * @param audioLevel loudness
 * @param transportSequence transport-wide sequence number
 */
public record Extensions(int mid, int rid, int repairedRid, int audioLevel, int transportSequence) {

    /** None. */
    public static final Extensions NONE = new Extensions(0, 0, 0, 0, 0);

    /** What the SFU offers on connections of its own offers. */
    public static final List<HeaderExtension> OFFERED = List.of(
            new HeaderExtension(3, HeaderExtension.TRANSPORT_SEQUENCE), new HeaderExtension(4, HeaderExtension.MID));

    private static final List<String> KNOWN = List.of(
            HeaderExtension.MID,
            HeaderExtension.RID,
            HeaderExtension.REPAIRED_RID,
            HeaderExtension.AUDIO_LEVEL,
            HeaderExtension.TRANSPORT_SEQUENCE);

    /**
     * Those of an offered section that an answer repeats. Every section repeats them, used or not: a browser that finds
     * them missing in one section refuses its own next simulcast offer.
     */
    public static List<HeaderExtension> answer(MediaDescription offered) {
        return offered.extensions().stream()
                .filter(extension -> KNOWN.contains(extension.uri()))
                .toList();
    }

    /** These ids and those that one more section tells. */
    public Extensions with(MediaDescription section) {
        return new Extensions(
                or(section.extensionId(HeaderExtension.MID), mid),
                or(section.extensionId(HeaderExtension.RID), rid),
                or(section.extensionId(HeaderExtension.REPAIRED_RID), repairedRid),
                or(section.extensionId(HeaderExtension.AUDIO_LEVEL), audioLevel),
                or(section.extensionId(HeaderExtension.TRANSPORT_SEQUENCE), transportSequence));
    }

    private static int or(int id, int otherwise) {
        return id == 0 ? otherwise : id;
    }
}
