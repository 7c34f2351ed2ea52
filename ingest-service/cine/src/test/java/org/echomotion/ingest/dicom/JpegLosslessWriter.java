package org.echomotion.ingest.dicom;

/** Writes JPEG Lossless pictures with each predictor (ITU-T T.81, annex H). */
final class JpegLosslessWriter {

  private final JpegStreamWriter out = new JpegStreamWriter();
  private final int precision;
  private final int predictor;
  private final int width;
  private final int[][] planes;

  private JpegLosslessWriter(int precision, int predictor, int width, int[][] planes) {
    this.precision = precision;
    this.predictor = predictor;
    this.width = width;
    this.planes = planes;
  }

  /**
   * Writes a picture.
   *
   * @param predictor 1 to 7
   * @param restart lines between restart markers; 0 for no markers
   * @param planes [components][rows * width]
   */
  static byte[] picture(int precision, int predictor, int restart, int width, int[]... planes) {
    JpegLosslessWriter writer = new JpegLosslessWriter(precision, predictor, width, planes);
    writer.write(restart * width);
    return writer.out.toByteArray();
  }

  private void write(int restart) {
    int height = planes[0].length / width;
    out.bytes(0xff, 0xd8);
    StringBuilder frame = new StringBuilder();
    frame.append((char) precision).append('\0').append((char) height);
    frame.append('\0').append((char) width).append((char) planes.length);
    StringBuilder scan = new StringBuilder().append((char) planes.length);
    for (int i = 0; i < planes.length; i++) {
      frame.append((char) (i + 1)).append("\u0011\0");
      scan.append((char) (i + 1)).append('\0');
    }
    out.segment(0xc3, frame.toString());
    // 17 categories, each a code of 5 bits.
    out.segment(
        0xc4, "\0\0\0\0\0\u0011\0\0\0\0\0\0\0\0\0\0\0" + "\0\1\2\3\4\5\6\7\b\t\n\13\f\r\16\17\20");
    if (restart > 0) {
      out.segment(0xdd, "\0" + (char) restart);
    }
    out.segment(0xda, scan.toString() + (char) predictor + "\0\0");
    int fresh = 0;
    for (int p = 0; p < planes[0].length; p++) {
      if (restart > 0 && p > 0 && p % restart == 0) {
        out.align();
        out.bytes(0xff, 0xd0 + (p / restart - 1) % 8);
        fresh = p;
      }
      for (int[] plane : planes) {
        out.difference((short) (plane[p] - predicted(plane, p, fresh)));
      }
    }
    out.align();
    out.bytes(0xff, 0xd9);
  }

  private int predicted(int[] plane, int p, int fresh) {
    if (p == fresh) {
      return 1 << (precision - 1);
    }
    if (p / width == fresh / width) {
      return plane[p - 1];
    }
    if (p % width == 0) {
      return plane[p - width];
    }
    int left = plane[p - 1];
    int above = plane[p - width];
    int corner = plane[p - width - 1];
    return switch (predictor) {
      case 1 -> left;
      case 2 -> above;
      case 3 -> corner;
      case 4 -> left + above - corner;
      case 5 -> left + ((above - corner) >> 1);
      case 6 -> above + ((left - corner) >> 1);
      default -> (left + above) >> 1;
    };
  }
}
