package org.wenzheng.client;

/**
 * A picture in planes, the colours at half of the size (BT.601, studio range).
 *
 * @param width pixels
 * @param height pixels
 * @param y brightness, {@code width · height}
 * @param u blue difference, {@code ⌈width/2⌉ · ⌈height/2⌉}
 * @param v red difference, as {@code u}
 */
@SuppressWarnings("ArrayRecordComponent") // made 25 times a second, never compared
public record I420Picture(int width, int height, byte[] y, byte[] u, byte[] v) {

    public I420Picture {
        int chroma = (width + 1) / 2 * ((height + 1) / 2);
        if (y.length != width * height || u.length != chroma || v.length != chroma) {
            throw new IllegalArgumentException("planes do not fit a picture of " + width + "x" + height);
        }
    }

    /** A grey picture. */
    public static I420Picture grey(int width, int height) {
        int chroma = (width + 1) / 2 * ((height + 1) / 2);
        I420Picture picture =
                new I420Picture(width, height, new byte[width * height], new byte[chroma], new byte[chroma]);
        java.util.Arrays.fill(picture.y, (byte) 128);
        java.util.Arrays.fill(picture.u, (byte) 128);
        java.util.Arrays.fill(picture.v, (byte) 128);
        return picture;
    }
}
