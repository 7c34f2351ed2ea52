package org.echomotion.segmentation.outline;

import java.util.Arrays;

/**
 * A set of pixels of a frame.
 *
 * @param height rows
 * @param width columns
 * @param bits one bit per pixel, row-major, most significant bit first, ceil(height * width / 8)
 *     bytes; must not be changed
 */
public record Mask(int height, int width, byte[] bits) {

  public Mask {
    if (bits.length != length(height, width)) {
      throw new IllegalArgumentException("A mask needs one bit per pixel.");
    }
  }

  static int length(int height, int width) {
    return (height * width + 7) / 8;
  }

  static Mask of(int height, int width, boolean[] pixels) {
    byte[] bits = new byte[length(height, width)];
    for (int i = 0; i < pixels.length; i++) {
      if (pixels[i]) {
        bits[i >> 3] |= (byte) (0x80 >> (i & 7));
      }
    }
    return new Mask(height, width, bits);
  }

  /** Whether a pixel is in the mask; false outside the frame. */
  public boolean contains(int x, int y) {
    if (x < 0 || y < 0 || x >= width || y >= height) {
      return false;
    }
    int i = y * width + x;
    return (bits[i >> 3] & (0x80 >> (i & 7))) != 0;
  }

  /** Number of pixels. */
  public int area() {
    int area = 0;
    for (byte b : bits) {
      area += Integer.bitCount(b & 0xff);
    }
    return area;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Mask m
        && m.height == height
        && m.width == width
        && Arrays.equals(m.bits, bits);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bits);
  }
}
