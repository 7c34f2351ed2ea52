package org.echomotion.ingest.dicom.jpeg;

import java.util.Arrays;

/**
 * Decodes a JPEG-LS colour picture with components interleaved by sample (ITU-T T.87, annexes A and
 * B). FFmpeg cannot decode it.
 */
public final class JpegLsSampleInterleaved {

  public static final int SAMPLE = 2;

  private static final int[] RUN_ORDER = {
    0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13,
    14, 15
  };

  private final JpegLsParameters parameters;
  private final JpegLsBits bits;
  private final JpegLsContexts contexts;
  private final int width;
  private final short[][] planes;

  /**
   * [component][1 + column + 1]: the line above and the line itself, with a sample on each side.
   */
  private int[][] above;

  private int[][] line;
  private int runIndex;

  private JpegLsSampleInterleaved(byte[] stream, JpegLsParameters parameters, JpegHeader header) {
    this.parameters = parameters;
    this.bits = new JpegLsBits(stream, parameters.scanStart());
    this.contexts = new JpegLsContexts(parameters);
    this.width = header.columns();
    this.planes = new short[header.components()][header.rows() * width];
    this.above = new int[planes.length][width + 2];
    this.line = new int[planes.length][width + 2];
  }

  /**
   * Decodes a picture.
   *
   * @return uint16 [components][rows * columns]
   * @throws org.echomotion.error.EchoMotionException {@code UNREADABLE} if it is damaged
   */
  public static short[][] planes(byte[] stream, JpegLsParameters parameters, JpegHeader header) {
    JpegLsSampleInterleaved picture = new JpegLsSampleInterleaved(stream, parameters, header);
    for (int row = 0; row < header.rows(); row++) {
      picture.readLine();
      for (int c = 0; c < picture.planes.length; c++) {
        for (int x = 0; x < picture.width; x++) {
          picture.planes[c][row * picture.width + x] = (short) picture.line[c][x + 1];
        }
      }
      int[][] done = picture.line;
      picture.line = picture.above;
      picture.above = done;
    }
    return picture.planes;
  }

  private void readLine() {
    for (int c = 0; c < planes.length; c++) {
      above[c][width + 1] = above[c][width];
      line[c][0] = above[c][1];
    }
    int[] context = new int[planes.length];
    int x = 1;
    while (x <= width) {
      boolean flat = true;
      for (int c = 0; c < planes.length; c++) {
        context[c] =
            parameters.context(above[c][x - 1], above[c][x], above[c][x + 1], line[c][x - 1]);
        flat &= context[c] == 0;
      }
      if (flat) {
        x = run(x);
      } else {
        for (int c = 0; c < planes.length; c++) {
          line[c][x] = regular(context[c], above[c][x - 1], above[c][x], line[c][x - 1]);
        }
        x++;
      }
    }
  }

  /** Decodes a sample in regular mode (T.87, A.4 to A.6). */
  private int regular(int signedContext, int corner, int top, int left) {
    int sign = signedContext < 0 ? -1 : 1;
    int context = Math.abs(signedContext);
    int predicted;
    if (corner >= Math.max(left, top)) {
      predicted = Math.min(left, top);
    } else if (corner <= Math.min(left, top)) {
      predicted = Math.max(left, top);
    } else {
      predicted = left + top - corner;
    }
    predicted = parameters.clamped(predicted + sign * contexts.correction(context));
    int order = contexts.order(context);
    int mapped = bits.golomb(order, parameters.limit(), parameters.bitsOfRange());
    int error = contexts.error(context, order, mapped);
    return parameters.reconstructed(predicted, sign * error);
  }

  /** Decodes a run (T.87, A.7); returns the column after the run and the sample that ends it. */
  private int run(int from) {
    int x = from;
    boolean goesOn = true;
    while (goesOn && x <= width && bits.bit() == 1) {
      int length = Math.min(1 << RUN_ORDER[runIndex], width + 1 - x);
      fill(x, length);
      x += length;
      if (length == 1 << RUN_ORDER[runIndex]) {
        runIndex = Math.min(RUN_ORDER.length - 1, runIndex + 1);
      }
      goesOn = x <= width;
    }
    if (x > width) {
      return x;
    }
    int length = bits.bits(RUN_ORDER[runIndex]);
    if (x + length > width) {
      throw JpegLsBits.damaged();
    }
    fill(x, length);
    x += length;
    for (int c = 0; c < planes.length; c++) {
      int top = above[c][x];
      int left = line[c][x - 1];
      int order = contexts.orderOfRunEnd();
      int mapped =
          bits.golomb(
              order, parameters.limit() - RUN_ORDER[runIndex] - 1, parameters.bitsOfRange());
      int error = contexts.errorOfRunEnd(order, mapped);
      line[c][x] = parameters.reconstructed(top, top < left ? -error : error);
    }
    runIndex = Math.max(0, runIndex - 1);
    return x + 1;
  }

  private void fill(int from, int length) {
    for (int[] each : line) {
      Arrays.fill(each, from, from + length, each[from - 1]);
    }
  }
}
