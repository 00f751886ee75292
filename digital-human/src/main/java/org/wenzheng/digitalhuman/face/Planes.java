package org.wenzheng.digitalhuman.face;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import org.wenzheng.client.I420Picture;

/** Turns RGB into I420 (BT.601, studio range). The planes are used again with each picture. */
final class Planes {

    private final int width;
    private final int height;
    private final I420Picture picture;

    Planes(int width, int height) {
        this.width = width;
        this.height = height;
        this.picture = I420Picture.grey(width, height);
    }

    I420Picture of(BufferedImage image) {
        int[] rgb = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        byte[] luma = picture.y();
        for (int i = 0; i < rgb.length; i++) {
            int p = rgb[i];
            int r = p >> 16 & 0xff;
            int g = p >> 8 & 0xff;
            int b = p & 0xff;
            luma[i] = (byte) ((66 * r + 129 * g + 25 * b + 128 >> 8) + 16);
        }
        int at = 0;
        for (int y = 0; y < height; y += 2) {
            for (int x = 0; x < width; x += 2) {
                int i = y * width + x;
                int r = mean(rgb, i, 16);
                int g = mean(rgb, i, 8);
                int b = mean(rgb, i, 0);
                picture.u()[at] = (byte) ((-38 * r - 74 * g + 112 * b + 128 >> 8) + 128);
                picture.v()[at++] = (byte) ((112 * r - 94 * g - 18 * b + 128 >> 8) + 128);
            }
        }
        return picture;
    }

    private int mean(int[] rgb, int i, int shift) {
        return ((rgb[i] >> shift & 0xff)
                        + (rgb[i + 1] >> shift & 0xff)
                        + (rgb[i + width] >> shift & 0xff)
                        + (rgb[i + width + 1] >> shift & 0xff))
                / 4;
    }
}
