package org.echomotion.ingest.dicom.jpeg;

import java.util.Arrays;

/** A Huffman table of JPEG Lossless (ITU-T T.81, annex C and F.2.2.3). */
final class JpegHuffmanTable {

  private static final int LONGEST = 16;

  /** The longest code in bits for differences of 16 bits. */
  private static final int MAX_CATEGORY = 16;

  /** Indexed by the next 16 bits: code length in the upper byte, category in the lower byte. */
  private final short[] codes = new short[1 << LONGEST];

  private final int bytes;

  private JpegHuffmanTable(int bytes) {
    this.bytes = bytes;
  }

  /** Reads the table at this position, after its class and number. */
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

  /** Number of bytes of the table in the stream. */
  int bytes() {
    return bytes;
  }

  /** Length and category of the code at the start of these 16 bits; 0 if it is unknown. */
  int code(int sixteenBits) {
    return codes[sixteenBits];
  }
}
