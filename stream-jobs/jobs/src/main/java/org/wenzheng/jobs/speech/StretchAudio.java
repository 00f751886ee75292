package org.wenzheng.jobs.speech;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.wenzheng.jobs.call.AudioPacket;
import org.wenzheng.jobs.opus.OpusDecoder;
import org.wenzheng.jobs.opus.OpusPacket;

/** The samples of a stretch, and which packet each is of. */
final class StretchAudio {

    /** The codec makes up this much of a hole at most, the rest is silence; samples at 48 kHz. */
    private static final int CONCEALED = OpusPacket.CLOCK / 10;

    /** This much of it, at its end, may be repeated in the packet behind; samples at 48 kHz. */
    private static final int REPEATED = OpusPacket.CLOCK / 50;

    private final OpusDecoder decoder = new OpusDecoder();
    private final List<AudioPacket> packets = new ArrayList<>();
    private int[] starts = new int[1024];
    private short[] pcm = new short[OpusDecoder.RATE * 4];
    private int length;

    /** Begins anew. */
    void reset() {
        decoder.reset();
        packets.clear();
        length = 0;
    }

    /** How much is missing between the last packet and this one, samples at 48 kHz. */
    long hole(AudioPacket packet) {
        if (packets.isEmpty()) {
            return 0;
        }
        AudioPacket last = packets.get(packets.size() - 1);
        int duration = OpusPacket.duration(last.payload());
        return Math.max(0, packet.timestamp() - last.timestamp() - (duration == 0 ? OpusPacket.CLOCK / 50 : duration));
    }

    /** Decodes the next packet, filling what is missing before it. */
    void add(AudioPacket packet) {
        int hole = Math.toIntExact(hole(packet));
        int madeUp = Math.max(0, Math.min(hole - REPEATED, CONCEALED));
        int repeated = Math.min(hole, REPEATED);
        reserve((hole + OpusPacket.LONGEST) / 3);
        length += decoder.conceal(madeUp, pcm, length);
        length += decoder.silence(hole - madeUp - repeated, pcm, length);
        length += decoder.recover(packet.payload(), repeated, pcm, length);
        if (packets.size() == starts.length) {
            starts = Arrays.copyOf(starts, 2 * starts.length);
        }
        starts[packets.size()] = length;
        packets.add(packet);
        length += decoder.decode(packet.payload(), pcm, length);
    }

    private void reserve(int samples) {
        if (pcm.length < length + samples) {
            pcm = Arrays.copyOf(pcm, 2 * (length + samples));
        }
    }

    /** Samples so far. */
    int length() {
        return length;
    }

    /** All packets, in order. */
    List<AudioPacket> packets() {
        return packets;
    }

    /** Index of the packet that a sample is of; of the packet before where it was made up. */
    int packetAt(int sample) {
        int found = Arrays.binarySearch(starts, 0, packets.size(), sample);
        return Math.max(0, found >= 0 ? found : -found - 2);
    }

    /** First sample of a packet. */
    int start(int packet) {
        return starts[packet];
    }

    /** When a sample was captured, unix microseconds. */
    long capturedAtUs(int sample) {
        return packets.get(0).capturedAtUs() + (sample - starts[0]) * 1_000_000L / OpusDecoder.RATE;
    }

    /** Samples of a range. */
    short[] samples(int from, int to) {
        return Arrays.copyOfRange(pcm, from, to);
    }

    /** Copies one window, -1..1. */
    void window(int from, float[] target) {
        for (int i = 0; i < target.length; i++) {
            target[i] = pcm[from + i] / 32768f;
        }
    }
}
