package org.echomotion.ingest.dicom.jpeg;

import java.util.Arrays;

/** A Huffman table of JPEG Lossless (ITU-T T.81, annex C and F.2.2.3). */
final class JpegHuffmanTable {

  private static final int LONGEST = 16;

  /** No difference of 16 bits needs more bits. */
  private static final int MAX_CATEGORY = 16;

  /** By the next 16 bits: length of the code in the upper byte, its category in the lower. */
  private final short[] codes = new short[1 << LONGEST];

  private final int bytes;

  private JpegHuffmanTable(int bytes) {
    this.bytes = bytes;
  }

  /** Reads the table at that place, behind its class and number. */
  static JpegHuffmanTable of(byte[] stream, int at) {
    if (at + LONGEST > stream.length) {
      throw JpegLosslessPicture.damaged();
    }
    int entries = 0;
    for (int length = 1; length <= LONGEST; length++) {
      entries += stream[at + length - 1] & 0xff;
    }
    if (at + LONGEST + entries > stream.length) {
      throw JpegLosslessPicture.damaged();
    }
    JpegHuffmanTable table = new JpegHuffmanTable(LONGEST + entries);
    int next = 0;
    int entry = at + LONGEST;
    for (int length = 1; length <= LONGEST; length++) {
      int span = 1 << (LONGEST - length);
      for (int i = stream[at + length - 1] & 0xff; i > 0; i--) {
        int category = stream[entry++] & 0xff;
        if (category > MAX_CATEGORY || next + span > table.codes.length) {
          throw JpegLosslessPicture.damaged();
        }
        Arrays.fill(table.codes, next, next + span, (short) ((length << 8) | category));
        next += span;
      }
    }
    return table;
  }

  /** Bytes that it fills in the stream. */
  int bytes() {
    return bytes;
  }

  /** Length and category of the code that these 16 bits begin with; 0 if there is none. */
  int code(int sixteenBits) {
    return codes[sixteenBits];
  }
}
