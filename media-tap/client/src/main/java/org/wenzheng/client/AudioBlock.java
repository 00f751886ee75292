package org.wenzheng.client;

/**
 * Sound as it was heard: about 10 ms.
 *
 * @param pcm 16 bit little-endian samples, channels interleaved; valid during the call alone
 * @param sampleRate per second, mostly 48,000
 * @param channels one or two
 * @param frames samples of each channel
 */
@SuppressWarnings("ArrayRecordComponent") // handed over 100 times a second, never compared
public record AudioBlock(byte[] pcm, int sampleRate, int channels, int frames) {

    /** The first channel's sample at a place. */
    public short sample(int frame) {
        int at = 2 * frame * channels;
        return (short) (pcm[at] & 0xff | pcm[at + 1] << 8);
    }
}
