package org.echomotion.ingest.dicom.jpeg;

import org.echomotion.ingest.dicom.parse.Refusal;

/** The coded bits of a JPEG-LS scan (ITU-T T.87, A.1 and A.5.3). */
final class JpegLsBits {

  private final byte[] stream;
  private int at;
  private int current;
  private int left;
  private boolean afterFf;

  JpegLsBits(byte[] stream, int at) {
    this.stream = stream;
    this.at = at;
  }

  int bit() {
    if (left == 0) {
      if (at >= stream.length || (afterFf && stream[at] < 0)) {
        throw damaged();
      }
      current = stream[at++] & 0xff;
      // After a byte of ones comes a stuffed bit without meaning.
      left = afterFf ? 7 : 8;
      afterFf = current == 0xff;
    }
    left--;
    return (current >> left) & 1;
  }

  int bits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      value = (value << 1) | bit();
    }
    return value;
  }

  /**
   * Reads a limited Golomb code.
   *
   * @param order bits of the remainder
   * @param limit length of the longest code in bits
   * @param rangeBits bits of a value stored without coding
   */
  int golomb(int order, int limit, int rangeBits) {
    int zeros = 0;
    int most = limit - rangeBits - 1;
    while (zeros < most && bit() == 0) {
      zeros++;
    }
    if (zeros < most) {
      return (zeros << order) | bits(order);
    }
    if (bit() != 1) {
      throw damaged();
    }
    return bits(rangeBits) + 1;
  }

  static RuntimeException damaged() {
    return Refusal.unreadable("a frame's JPEG-LS data is damaged");
  }
}
