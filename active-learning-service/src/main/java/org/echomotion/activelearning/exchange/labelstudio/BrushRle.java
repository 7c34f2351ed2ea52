package org.echomotion.activelearning.exchange.labelstudio;

import java.io.ByteArrayOutputStream;
import org.echomotion.activelearning.exchange.CavityMask;
import org.echomotion.activelearning.exchange.FrameSize;
import org.echomotion.activelearning.exchange.InvalidLabelException;

/**
 * The run lengths of Label Studio's brush (thi.ng/rle-pack). The values are the bytes R, G, B, A of
 * each pixel, row by row. The fields are packed bit by bit: the number of bytes (32 bits), the bits
 * of a value minus 1 (5 bits), four sizes of run lengths in bits minus 1 (4 bits each), and the
 * runs. A run has a flag (1 bit; 1: one value is repeated, 0: each value is listed), the index of
 * its length's size (2 bits), the length minus 1, and the values.
 */
final class BrushRle {

  private static final int CHANNELS = 4;
  private static final int ALPHA = 3;
  private static final int VALUE_BITS = 8;
  private static final int[] LENGTH_BITS = {3, 4, 8, 16};
  private static final int SET = 255;

  /** A pixel belongs to the label if it is at least half opaque. */
  private static final int LEAST_ALPHA = 128;

  private final byte[] bytes;
  private long position;

  private BrushRle(byte[] bytes) {
    this.bytes = bytes;
  }

  /** All four channels are 255 for a pixel in the mask, and 0 for any other pixel. */
  static byte[] of(CavityMask mask) {
    Bits bits = new Bits();
    bits.write(32, CHANNELS * mask.size().pixels());
    bits.write(5, VALUE_BITS - 1);
    for (int length : LENGTH_BITS) {
      bits.write(4, length - 1);
    }
    boolean[] inside = mask.inside();
    int start = 0;
    for (int i = 1; i <= inside.length; i++) {
      if (i == inside.length || inside[i] != inside[start]) {
        bits.run(CHANNELS * (i - start), inside[start] ? SET : 0);
        start = i;
      }
    }
    return bits.toBytes();
  }

  /**
   * The pixels whose alpha is at least 128.
   *
   * @throws InvalidLabelException if the run lengths do not match the frame, or end early
   */
  static CavityMask mask(byte[] rle, FrameSize size) {
    return new BrushRle(rle).read(size);
  }

  private CavityMask read(FrameSize size) {
    int total = CHANNELS * size.pixels();
    if (bits(32) != total) {
      throw new InvalidLabelException("its brush label has another size than its picture");
    }
    if (bits(5) + 1 != VALUE_BITS) {
      throw new InvalidLabelException("its brush label does not use values of 8 bits");
    }
    int[] lengthBits = new int[LENGTH_BITS.length];
    for (int i = 0; i < lengthBits.length; i++) {
      lengthBits[i] = (int) bits(4) + 1;
    }
    boolean[] inside = new boolean[size.pixels()];
    int next = 0;
    while (next < total) {
      boolean repeated = bits(1) == 1;
      long end = next + 1 + bits(lengthBits[(int) bits(2)]);
      if (end > total) {
        throw new InvalidLabelException("its brush label has too many pixels");
      }
      long value = repeated ? bits(VALUE_BITS) : 0;
      for (; next < end; next++) {
        long byteValue = repeated ? value : bits(VALUE_BITS);
        if (next % CHANNELS == ALPHA) {
          inside[next / CHANNELS] = byteValue >= LEAST_ALPHA;
        }
      }
    }
    return new CavityMask(size, inside);
  }

  private long bits(int count) {
    if (position + count > 8L * bytes.length) {
      throw new InvalidLabelException("its brush label ends early");
    }
    long value = 0;
    for (int i = 0; i < count; i++, position++) {
      value = value << 1 | (bytes[(int) (position >> 3)] >> (7 - (position & 7)) & 1);
    }
    return value;
  }

  /** Collects bits, the highest one first. */
  private static final class Bits {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int pending;
    private int count;

    void run(int length, int value) {
      for (int rest = length; rest > 0; ) {
        int size = 0;
        while (size < LENGTH_BITS.length - 1 && rest > 1 << LENGTH_BITS[size]) {
          size++;
        }
        int part = Math.min(rest, 1 << LENGTH_BITS[size]);
        write(1, 1);
        write(2, size);
        write(LENGTH_BITS[size], part - 1);
        write(VALUE_BITS, value);
        rest -= part;
      }
    }

    void write(int bits, int value) {
      for (int bit = bits - 1; bit >= 0; bit--) {
        pending = pending << 1 | (value >> bit & 1);
        if (++count == 8) {
          bytes.write(pending);
          pending = 0;
          count = 0;
        }
      }
    }

    byte[] toBytes() {
      // Adds at least one bit, like Label Studio's own encoder.
      do {
        write(1, 0);
      } while (count != 0);
      return bytes.toByteArray();
    }
  }
}
