package org.echomotion.ingest.dataset.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The number of samples of a volume. It is limited, so that a header cannot claim any amount of
 * memory.
 */
record Extent(int columns, int rows, int frames) {

  private static final int MAX_SIDE = 4096;
  private static final int MAX_FRAMES = 1024;
  private static final long MAX_SAMPLES = 128L << 20;

  /**
   * @throws IOException if an extent is below 1 or above that of any echo cine
   */
  static Extent of(long columns, long rows, long frames) throws IOException {
    if (columns < 1 || rows < 1 || frames < 1) {
      throw new IOException("its header states no extent");
    }
    if (columns > MAX_SIDE
        || rows > MAX_SIDE
        || frames > MAX_FRAMES
        || columns * rows * frames > MAX_SAMPLES) {
      throw new IOException(
          "its header states %d x %d x %d samples, more than the limit"
              .formatted(columns, rows, frames));
    }
    return new Extent((int) columns, (int) rows, (int) frames);
  }

  long samples() {
    return (long) columns * rows * frames;
  }

  int bytes(SampleType type) throws IOException {
    long bytes = samples() * type.bytes();
    if (bytes > Integer.MAX_VALUE - 8) {
      throw new IOException("its header states %d bytes, more than the limit".formatted(bytes));
    }
    return (int) bytes;
  }

  /**
   * Returns the frames of samples, scaled by {@code slope * x + intercept}. In the samples, the
   * column index varies fastest.
   *
   * @throws IOException if a value is not a gray level or label from 0 to 255, or if there are
   *     fractions and no value is above 1
   */
  List<byte[]> levels(ByteBuffer samples, SampleType type, double slope, double intercept)
      throws IOException {
    List<byte[]> levels = new ArrayList<>(frames);
    boolean fractions = false;
    double greatest = 0;
    for (int f = 0; f < frames; f++) {
      byte[] frame = new byte[rows * columns];
      for (int p = 0; p < frame.length; p++) {
        double value = slope * type.next(samples) + intercept;
        fractions |= value != Math.rint(value);
        greatest = Math.max(greatest, value);
        frame[p] = SampleType.level(value);
      }
      levels.add(frame);
    }
    if (fractions && greatest <= 1) {
      throw new IOException("its values lie between 0 and 1; multiply gray levels by 255");
    }
    return levels;
  }
}
