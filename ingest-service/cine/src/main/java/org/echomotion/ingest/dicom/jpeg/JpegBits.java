package org.echomotion.ingest.dicom.jpeg;

/** The entropy-coded bits of a JPEG Lossless scan (ITU-T T.81, B.1.1.5 and H.2). */
final class JpegBits {

  private static final int RESTART_0 = 0xd0;
  private static final int RESTART_7 = 0xd7;

  /** A decoder may look this far past the last bit. */
  private static final int MAX_BEHIND = 32;

  private final byte[] stream;
  private int at;
  private long window;
  private int held;
  private int behind;

  JpegBits(byte[] stream, int at) {
    this.stream = stream;
    this.at = at;
  }

  /** The next difference: its category, then its bits (T.81, H.1.2.2). */
  int difference(JpegHuffmanTable table) {
    int code = table.code(peek16());
    int length = code >> 8;
    int category = code & 0xff;
    if (length == 0) {
      throw JpegLosslessPicture.damaged();
    }
    held -= length;
    if (category == 0) {
      return 0;
    }
    if (category == 16) {
      return 1 << 15;
    }
    int bits = peek16() >> (16 - category);
    held -= category;
    return bits >> (category - 1) == 1 ? bits : bits - (1 << category) + 1;
  }

  private int peek16() {
    while (held < 16) {
      window = (window << 8) | next();
      held += 8;
    }
    return (int) (window >> (held - 16)) & 0xffff;
  }

  /** The next byte; zeros at a marker. */
  private int next() {
    if (at < stream.length) {
      int value = stream[at] & 0xff;
      if (value != 0xff) {
        at++;
        return value;
      }
      if (at + 1 < stream.length && stream[at + 1] == 0) {
        at += 2;
        return value;
      }
    }
    if (++behind > MAX_BEHIND / 8) {
      throw JpegLosslessPicture.damaged();
    }
    return 0;
  }

  /** Skips the restart marker, which must be next. */
  void restart() {
    at = nextMarker();
    int marker = at + 1 < stream.length ? stream[at + 1] & 0xff : 0;
    if (marker < RESTART_0 || marker > RESTART_7) {
      throw JpegLosslessPicture.damaged();
    }
    at += 2;
    window = 0;
    held = 0;
    behind = 0;
  }

  /** The position of the next marker. */
  int nextMarker() {
    int marker = at;
    while (marker + 1 < stream.length
        && !((stream[marker] & 0xff) == 0xff && stream[marker + 1] != 0)) {
      marker++;
    }
    return marker;
  }
}
