package org.echomotion.activelearning.exchange.coco;

import java.util.Arrays;
import org.echomotion.activelearning.exchange.CavityMask;
import org.echomotion.activelearning.exchange.FrameSize;
import org.echomotion.activelearning.exchange.InvalidLabelException;

/**
 * COCO's run lengths: pixels down the columns, runs of 0 and 1 in turn, starting with 0. The
 * compressed form writes each length in digits of base 32. From the fourth length on, it writes the
 * difference from the length two positions earlier (pycocotools, {@code maskApi.c}).
 */
final class CocoRle {

  private static final int FIRST_DIGIT = 48;
  private static final int MAX_SHIFT = 30;

  private CocoRle() {}

  static int[] counts(CavityMask mask) {
    int width = mask.size().width();
    int height = mask.size().height();
    int[] counts = new int[mask.inside().length + 1];
    int runs = 0;
    boolean current = false;
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < height; y++) {
        if (mask.inside()[y * width + x] != current) {
          current = !current;
          runs++;
        }
        counts[runs]++;
      }
    }
    return Arrays.copyOf(counts, runs + 1);
  }

  /**
   * @throws InvalidLabelException if the lengths do not add up to the frame's pixels
   */
  static CavityMask mask(int[] counts, FrameSize size) {
    long sum = 0;
    for (int count : counts) {
      sum += count;
    }
    if (sum != size.pixels()) {
      throw new InvalidLabelException(
          "run lengths add up to " + sum + " pixels; the frame has " + size.pixels());
    }
    boolean[] inside = new boolean[size.pixels()];
    int position = 0;
    for (int run = 0; run < counts.length; run++) {
      for (int i = 0; i < counts[run]; i++, position++) {
        int y = position % size.height();
        inside[y * size.width() + position / size.height()] = run % 2 == 1;
      }
    }
    return new CavityMask(size, inside);
  }

  static String compressed(int[] counts) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < counts.length; i++) {
      long rest = i > 2 ? (long) counts[i] - counts[i - 2] : counts[i];
      boolean more;
      do {
        long digit = rest & 0x1f;
        rest >>= 5;
        more = (digit & 0x10) != 0 ? rest != -1 : rest != 0;
        text.append((char) (FIRST_DIGIT + digit + (more ? 0x20 : 0)));
      } while (more);
    }
    return text.toString();
  }

  /**
   * @throws InvalidLabelException if the text is not a list of run lengths
   */
  static int[] uncompressed(String text) {
    int[] counts = new int[text.length()];
    int runs = 0;
    long value = 0;
    int shift = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - FIRST_DIGIT;
      if (digit < 0 || digit > 0x3f || shift > MAX_SHIFT) {
        throw new InvalidLabelException("compressed run lengths are damaged");
      }
      value |= (long) (digit & 0x1f) << shift;
      shift += 5;
      if ((digit & 0x20) == 0) {
        if ((digit & 0x10) != 0) {
          value |= -1L << shift;
        }
        counts[runs] = length(runs > 2 ? value + counts[runs - 2] : value);
        runs++;
        value = 0;
        shift = 0;
      }
    }
    if (shift != 0) {
      throw new InvalidLabelException("compressed run lengths end early");
    }
    return Arrays.copyOf(counts, runs);
  }

  private static int length(long value) {
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw new InvalidLabelException("a run length is out of range");
    }
    return (int) value;
  }
}
