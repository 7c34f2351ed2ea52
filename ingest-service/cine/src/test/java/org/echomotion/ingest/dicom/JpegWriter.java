package org.echomotion.ingest.dicom;

/**
 * Writes JPEG pictures of one colour with the sequential processes (ITU-T T.81, annexes B and F),
 * with any sampling and any marker. Blocks have only a mean.
 */
final class JpegWriter {

  /** The stated meaning of the components. */
  enum Mark {
    NONE,
    JFIF,
    ADOBE_RGB,
    ADOBE_YCC,
    NAMED_RGB
  }

  private static final int QUANTISER = 8;

  private final JpegStreamWriter out = new JpegStreamWriter();
  private final int precision;

  private JpegWriter(int precision) {
    this.precision = precision;
  }

  /**
   * A picture of 16 x 16 equal pixels.
   *
   * @param sampling horizontal and vertical sampling of the first component, as in 0x21; the others
   *     have 0x11
   * @param precision 8 bits (baseline) or 12 (extended)
   * @param levels levels of its components
   */
  static byte[] flat(Mark mark, int sampling, int precision, int... levels) {
    JpegWriter writer = new JpegWriter(precision);
    writer.write(mark, sampling, levels);
    return writer.out.toByteArray();
  }

  private void write(Mark mark, int sampling, int[] levels) {
    out.bytes(0xff, 0xd8);
    if (mark == Mark.JFIF) {
      out.segment(0xe0, "JFIF\0\1\1\0\0\1\0\1\0\0");
    } else if (mark == Mark.ADOBE_RGB || mark == Mark.ADOBE_YCC) {
      out.segment(0xee, "Adobe\0\144\0\0\0\0" + (mark == Mark.ADOBE_RGB ? "\0" : "\1"));
    }
    StringBuilder quantisers = new StringBuilder("\0");
    quantisers.append("\u0008".repeat(64));
    out.segment(0xdb, quantisers.toString());
    StringBuilder frame = new StringBuilder();
    frame.append((char) precision).append("\0\u0010\0\u0010").append((char) levels.length);
    StringBuilder scan = new StringBuilder().append((char) levels.length);
    for (int i = 0; i < levels.length; i++) {
      char id = mark == Mark.NAMED_RGB ? "RGB".charAt(i) : (char) (i + 1);
      frame.append(id).append((char) (i == 0 ? sampling : 0x11)).append('\0');
      scan.append(id).append('\0');
    }
    out.segment(precision == 8 ? 0xc0 : 0xc1, frame.toString());
    // Means: 16 codes of 5 bits, by category. Other coefficients: only the end of a block, of 1
    // bit.
    out.segment(
        0xc4, "\0\0\0\0\0\u0010\0\0\0\0\0\0\0\0\0\0\0" + "\0\1\2\3\4\5\6\7\b\t\n\13\f\r\16\17");
    out.segment(0xc4, "\u0010\1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0" + "\0");
    out.segment(0xda, scan + "\0\u003f\0");
    int across = sampling >> 4;
    int down = sampling & 15;
    int units = (16 / (8 * across)) * (16 / (8 * down));
    int[] last = new int[levels.length];
    for (int unit = 0; unit < units; unit++) {
      for (int i = 0; i < levels.length; i++) {
        int blocks = i == 0 && levels.length > 1 ? across * down : 1;
        for (int block = 0; block < blocks; block++) {
          int mean = (levels[i] - (1 << (precision - 1))) * 8 / QUANTISER;
          out.difference(mean - last[i]);
          out.put(0, 1);
          last[i] = mean;
        }
      }
    }
    out.align();
    out.bytes(0xff, 0xd9);
  }
}
