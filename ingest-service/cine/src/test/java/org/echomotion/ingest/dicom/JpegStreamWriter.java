package org.echomotion.ingest.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the markers, segments and entropy-coded bits of a JPEG stream (ITU-T T.81, annex B). */
final class JpegStreamWriter {

  /** The longest difference has this many bits; it has no bits behind its code. */
  private static final int LONGEST = 16;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private long held;
  private int bits;

  void bytes(int... values) {
    for (int value : values) {
      out.write(value);
    }
  }

  void segment(int marker, String content) {
    int length = content.length() + 2;
    bytes(0xff, marker, length >> 8, length & 0xff);
    out.writeBytes(content.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Writes a difference as its category, a code of 5 bits, and the bits of that category. */
  void difference(int difference) {
    int category = Integer.SIZE - Integer.numberOfLeadingZeros(Math.abs(difference));
    put(category, 5);
    if (category < LONGEST) {
      put(difference < 0 ? difference + (1 << category) - 1 : difference, category);
    }
  }

  void put(int value, int count) {
    for (int i = count - 1; i >= 0; i--) {
      held = (held << 1) | ((value >> i) & 1);
      if (++bits % 8 == 0) {
        bytes((int) held & 0xff);
        if ((held & 0xff) == 0xff) {
          bytes(0);
        }
      }
    }
  }

  /** Fills the last byte with ones. */
  void align() {
    while (bits % 8 != 0) {
      put(1, 1);
    }
  }

  byte[] toByteArray() {
    return out.toByteArray();
  }
}
