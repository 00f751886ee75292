package org.wenzheng.rtc.frame;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Puts the packets of one video stream together into whole frames. It takes packets in order, as the tap's reordering gives
 * them; a frame with a packet missing is given up, and the next says how many packets were lost. For one thread.
 */
public abstract class FrameAssembler {

    private final int maxOctets;
    private byte[] data = new byte[16_384];
    private int length;
    private boolean open; // a frame is under way and whole so far
    private long timestamp;
    private long first;
    private long next = -1;
    private long lost;
    private long givenUp;
    private boolean keyFrame;
    private int width;
    private int height;

    /** @param maxOctets of a frame; a longer one is given up */
    FrameAssembler(int maxOctets) {
        this.maxOctets = maxOctets;
    }

    /**
     * Takes a packet.
     *
     * @param sequence extended; rising
     * @param packetTimestamp extended
     * @param index of its payload
     * @return the frame that it completes, or null
     */
    public @Nullable EncodedFrame onPacket(
            long sequence, long packetTimestamp, boolean marker, ByteBuf packet, int index, int payloadLength) {
        boolean gap = next >= 0 && sequence != next;
        if (gap) {
            lost += Math.max(0, sequence - next);
        }
        next = sequence + 1;
        if (open && (gap || packetTimestamp != timestamp)) {
            giveUp();
        }
        if (payloadLength <= 0) {
            return null;
        }
        if (!open) {
            if (!startsFrame(packet, index, payloadLength)) {
                return null; // the rest of a frame whose start was lost
            }
            open = true;
            length = 0;
            keyFrame = false;
            timestamp = packetTimestamp;
            first = sequence;
        }
        if (!append(packet, index, payloadLength)) {
            giveUp();
            return null;
        }
        return marker ? finish(sequence) : null;
    }

    /** Frames that lacked a packet, made no sense or were too long. */
    public long givenUp() {
        return givenUp;
    }

    /** Whether a frame may begin with this payload. */
    abstract boolean startsFrame(ByteBuf packet, int index, int payloadLength);

    /** Adds a payload's part of the frame; false if it makes no sense or the frame gets too long. */
    abstract boolean append(ByteBuf packet, int index, int payloadLength);

    /** Adds octets to the frame; false if it gets too long. */
    final boolean add(ByteBuf packet, int index, int octets) {
        if (!reserve(octets)) {
            return false;
        }
        packet.getBytes(index, data, length, octets);
        length += octets;
        return true;
    }

    /** Adds octets to the frame; false if it gets too long. */
    final boolean add(byte... octets) {
        if (!reserve(octets.length)) {
            return false;
        }
        System.arraycopy(octets, 0, data, length, octets.length);
        length += octets.length;
        return true;
    }

    final void markKeyFrame() {
        keyFrame = true;
    }

    final void size(int newWidth, int newHeight) {
        width = newWidth;
        height = newHeight;
    }

    private boolean reserve(int octets) {
        if (length + octets > maxOctets) {
            return false;
        }
        if (length + octets > data.length) {
            data = Arrays.copyOf(data, Math.min(maxOctets, Math.max(2 * data.length, length + octets)));
        }
        return true;
    }

    private void giveUp() {
        open = false;
        givenUp++;
    }

    private EncodedFrame finish(long sequence) {
        open = false;
        EncodedFrame frame = new EncodedFrame(
                Arrays.copyOf(data, length), timestamp, first, sequence, keyFrame, width, height, lost);
        lost = 0;
        return frame;
    }
}
