package org.echomotion.ingest.dicom.pixels;

import org.echomotion.ingest.dicom.parse.Refusal;

/**
 * A segmented palette (DICOM PS3.3, C.7.9.2): runs of levels, ramps, and copies of earlier
 * segments.
 */
public final class PaletteSegments {

  private static final int DISCRETE = 0;
  private static final int LINEAR = 1;
  private static final int INDIRECT = 2;

  private final byte[] value;

  /** Bytes of a number: 1 or 2, little endian. */
  private final int width;

  private final int[] levels;
  private int at;
  private int done;

  /**
   * @param width bytes of a number, 1 or 2
   * @param entries number of entries of the palette
   */
  public PaletteSegments(byte[] value, int width, int entries) {
    this.value = value;
    this.width = width;
    this.levels = new int[entries];
  }

  /**
   * The levels of all entries.
   *
   * @throws org.echomotion.error.EchoMotionException {@code UNREADABLE} if the number of levels is
   *     wrong
   */
  public int[] expanded() {
    while (done < levels.length) {
      segment(true);
    }
    return levels;
  }

  private void segment(boolean indirectAllowed) {
    int kind = next();
    int length = next();
    switch (kind) {
      case DISCRETE -> {
        for (int i = 0; i < length; i++) {
          put(next());
        }
      }
      case LINEAR -> ramp(length, next());
      case INDIRECT -> {
        if (!indirectAllowed) {
          throw damaged();
        }
        int low = width == 1 ? next() | next() << 8 : next();
        int high = width == 1 ? next() | next() << 8 : next();
        copy(length, high << 16 | low);
      }
      default -> throw damaged();
    }
  }

  /** Adds a ramp of {@code length} entries from the last level to {@code end}. */
  private void ramp(int length, int end) {
    if (done == 0) {
      throw damaged();
    }
    int start = levels[done - 1];
    for (int i = 1; i <= length; i++) {
      put((int) Math.round(start + (double) (end - start) * i / length));
    }
  }

  /** Expands {@code segments} again, starting at this byte. */
  private void copy(int segments, int from) {
    int back = at;
    if (from < 0 || from >= back) {
      throw damaged();
    }
    at = from;
    for (int i = 0; i < segments && done < levels.length; i++) {
      segment(false);
    }
    at = back;
  }

  private int next() {
    if (at + width > value.length) {
      throw damaged();
    }
    int number = value[at] & 0xff;
    if (width == 2) {
      number |= (value[at + 1] & 0xff) << 8;
    }
    at += width;
    return number;
  }

  private void put(int level) {
    if (done == levels.length) {
      throw damaged();
    }
    levels[done++] = level;
  }

  private static RuntimeException damaged() {
    return Refusal.unreadable("its segmented palette is damaged");
  }
}
