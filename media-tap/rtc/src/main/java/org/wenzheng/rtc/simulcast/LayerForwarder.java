package org.wenzheng.rtc.simulcast;

import org.jspecify.annotations.Nullable;
import org.wenzheng.rtc.vp8.Vp8Descriptor;

/**
 * Sends one subscriber one layer of a video track (RFC 8853) as a single unbroken stream: it switches at key frames only,
 * and sequence numbers, timestamps, picture ids and base layer counts go on without a break. Upper temporal layers of VP8
 * can be left out and leave no gaps. A track without simulcast has one layer.
 *
 * <p>Offer it every packet of every layer; where {@link #offer} says so, send the packet with the numbers that the getters
 * then give. Allocates nothing. Not for several threads.
 */
public final class LayerForwarder {

    /** The target of a subscriber that receives nothing. */
    public static final int PAUSED = -1;

    private static final int HISTORY = 2048;
    private static final int PICTURES = 256;
    private static final int CLOCK_RATE = 90_000;

    /** By sender reports two layers may not lie further apart than this from what their arrival says. */
    private static final int IMPLAUSIBLE = CLOCK_RATE;

    private final LayerClock[] clocks;
    private final NumberMap sequences = new NumberMap(HISTORY);
    private final NumberMap pictures = new NumberMap(PICTURES);
    private final PictureUnwrapper unwrapper = new PictureUnwrapper();

    private int target = PAUSED;
    private int current = PAUSED;
    private int timestampLayer = PAUSED; // whose offset timestampOffset is
    private int targetTemporal = Integer.MAX_VALUE;
    private int temporal = Integer.MAX_VALUE;
    private int timestampOffset;
    private int lastTimestamp;
    private long lastAt;
    private boolean sentAny;
    private int tl0Offset;
    private int lastTl0 = -1;

    private int sequence;
    private int timestamp;
    private int pictureId;
    private int tl0PicIdx;
    private long switches;

    /** @param clocks of the layers, lowest first; shared by all subscribers of the track */
    public LayerForwarder(LayerClock... clocks) {
        this.clocks = clocks.clone();
    }

    /**
     * Says what the subscriber should receive.
     *
     * @param layer 0 lowest, or {@link #PAUSED}, which stops at once
     * @param temporalLayer highest temporal layer
     */
    public void target(int layer, int temporalLayer) {
        target = layer;
        targetTemporal = temporalLayer;
        if (layer == PAUSED) {
            current = PAUSED;
        }
    }

    /** The layer that is to be sent. */
    public int target() {
        return target;
    }

    /** The highest temporal layer that is to be sent. */
    public int targetTemporal() {
        return targetTemporal;
    }

    /** The layer that is sent, or {@link #PAUSED} while none is. */
    public int current() {
        return current;
    }

    /** Whether the target layer's next key frame is waited for: ask its source for one. */
    public boolean waitsForKeyFrame() {
        return current != target;
    }

    /**
     * Decides about a packet.
     *
     * @param layer from which it comes
     * @param packetSequence extended
     * @param vp8 its descriptor if it is VP8
     * @param startsKeyFrame whether a key frame begins with it
     * @param payloadLength octets; an empty packet only probes and is never sent on
     * @param now nanoseconds
     * @return whether to send it on
     */
    public boolean offer(
            int layer,
            long packetSequence,
            int packetTimestamp,
            @Nullable Vp8Descriptor vp8,
            boolean startsKeyFrame,
            int payloadLength,
            long now) {
        if (target == PAUSED) {
            return false;
        }
        if (layer != current) {
            if (!startsKeyFrame || payloadLength == 0 || !wanted(layer)) {
                return false;
            }
            switchTo(layer, packetSequence, packetTimestamp, vp8, now);
        }
        long picture = vp8 == null || vp8.pictureId() < 0 ? -1 : unwrapper.unwrap(vp8.pictureId(), vp8.pictureIdBits());
        if (payloadLength == 0) {
            sequences.drop(packetSequence);
            return false;
        }
        if (vp8 != null && leftOut(vp8, packetSequence, picture, startsKeyFrame)) {
            return false;
        }
        long out = sequences.map(packetSequence);
        long outPicture = picture < 0 ? -1 : pictures.map(picture);
        if (out < 0 || (picture >= 0 && outPicture < 0)) {
            return false; // from before the switch, or far too late
        }
        sequence = (int) out & 0xFFFF;
        timestamp = packetTimestamp + timestampOffset;
        if (!sentAny || timestamp - lastTimestamp > 0) {
            sentAny = true;
            lastTimestamp = timestamp;
            lastAt = now;
        }
        pictureId = outPicture < 0 ? -1 : (int) outPicture & 0x7FFF;
        countBaseLayer(vp8);
        return true;
    }

    /** Sequence number to send the packet with. */
    public int sequence() {
        return sequence;
    }

    /** Timestamp to send the packet with. */
    public int timestamp() {
        return timestamp;
    }

    /** Picture id to send the packet with, cut to the descriptor's size by it; -1 where there is none. */
    public int pictureId() {
        return pictureId;
    }

    /** Number of base layer frames to send the packet with, or -1 where there is none. */
    public int tl0PicIdx() {
        return tl0PicIdx;
    }

    /** What to add to timestamps of the current layer: to translate its sender reports. */
    public int timestampOffset() {
        return timestampOffset;
    }

    /** How often the layer was switched, the start included. */
    public long switches() {
        return switches;
    }

    /** The target; or, to show something soon, any lower layer that is better than the current one. */
    private boolean wanted(int layer) {
        return layer == target || (current < layer && layer < target);
    }

    private void switchTo(int layer, long packetSequence, int packetTimestamp, @Nullable Vp8Descriptor vp8, long now) {
        timestampOffset = timestampLayer == PAUSED ? 0 : nextTimestamp(layer, packetTimestamp, now) - packetTimestamp;
        timestampLayer = layer;
        sequences.restart(packetSequence, sequences.started() ? sequences.next() : packetSequence);
        if (vp8 != null && vp8.pictureId() >= 0) {
            unwrapper.restart();
            long picture = unwrapper.unwrap(vp8.pictureId(), vp8.pictureIdBits());
            pictures.restart(picture, pictures.started() ? pictures.next() : picture);
        }
        if (vp8 != null && vp8.tl0PicIdx() >= 0) {
            tl0Offset = lastTl0 < 0 ? 0 : lastTl0 + 1 - vp8.tl0PicIdx();
        }
        temporal = targetTemporal;
        current = layer;
        switches++;
    }

    private int nextTimestamp(int layer, int packetTimestamp, long now) {
        if (layer == timestampLayer) {
            return after(packetTimestamp + timestampOffset);
        }
        int elapsed = (int) ((now - lastAt) / 1_000L * CLOCK_RATE / 1_000_000L);
        int byArrival = lastTimestamp + elapsed;
        if (clocks[layer].known() && clocks[timestampLayer].known()) {
            int byReports = clocks[timestampLayer].translate(packetTimestamp, clocks[layer]) + timestampOffset;
            if (Math.abs((long) (byReports - byArrival)) < IMPLAUSIBLE) {
                return after(byReports);
            }
        }
        return after(byArrival);
    }

    private int after(int candidate) {
        return candidate - lastTimestamp > 0 ? candidate : lastTimestamp + 1;
    }

    private boolean leftOut(Vp8Descriptor vp8, long packetSequence, long picture, boolean startsKeyFrame) {
        if (startsKeyFrame) {
            temporal = targetTemporal;
        } else if (vp8.startsFrame() && temporal > targetTemporal) {
            temporal = targetTemporal; // down at any frame
        } else if (vp8.temporalLayer() > temporal && vp8.temporalLayer() <= targetTemporal && vp8.layerSync()) {
            temporal = vp8.temporalLayer(); // up where nothing is referred to that was left out
        }
        if (picture >= 0 && pictures.dropped(picture)) {
            sequences.drop(packetSequence); // the rest of a frame that was left out
            return true;
        }
        if (vp8.temporalLayer() <= temporal || !sequences.drop(packetSequence)) {
            return false; // what comes too late to close its gap is sent on: it does no harm
        }
        if (picture >= 0) {
            pictures.drop(picture);
        }
        return true;
    }

    private void countBaseLayer(@Nullable Vp8Descriptor vp8) {
        tl0PicIdx = vp8 == null || vp8.tl0PicIdx() < 0 ? -1 : vp8.tl0PicIdx() + tl0Offset & 0xFF;
        if (tl0PicIdx >= 0 && (lastTl0 < 0 || (byte) (tl0PicIdx - lastTl0) > 0)) {
            lastTl0 = tl0PicIdx;
        }
    }
}
