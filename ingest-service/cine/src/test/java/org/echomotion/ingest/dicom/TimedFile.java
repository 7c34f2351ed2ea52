package org.echomotion.ingest.dicom;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;

/** DICOM cines that state when their frames were taken and when the heart's R-waves were. */
public final class TimedFile {

  private static final int SIDE = 112;

  private TimedFile() {}

  /**
   * A fan of flickering speckle.
   *
   * @param incrementsMs of the frame time vector: one for each frame, the first of them 0
   * @param rWavesMs from the first frame; none leaves the attribute out
   */
  public static byte[] fan(double[] incrementsMs, float... rWavesMs) {
    DicomWriter file =
        DicomWriter.file(DicomWriter.EXPLICIT)
            .text(0x0008_0016, "UI", "1.2.840.10008.5.1.4.1.1.3.1")
            .text(0x0008_0018, "UI", "2.25.1")
            .text(0x0018_1065, "DS", decimals(incrementsMs));
    if (rWavesMs.length > 0) {
      file.element(0x0018_6060, "FL", floats(rWavesMs));
    }
    Random random = new Random(5);
    byte[][] frames = new byte[incrementsMs.length][SIDE * SIDE];
    for (byte[] frame : frames) {
      for (int p = 0; p < frame.length; p++) {
        int y = p / SIDE;
        boolean inside = Math.abs(p % SIDE - SIDE / 2) <= y * 0.8 && y > 3 && y < 108;
        frame[p] = (byte) (inside ? 40 + random.nextInt(120) : 0);
      }
    }
    return file.us(0x0028_0002, 1)
        .text(0x0028_0004, "CS", "MONOCHROME2")
        .text(0x0028_0008, "IS", Integer.toString(incrementsMs.length))
        .us(0x0028_0009, 0x0018, 0x1065)
        .us(0x0028_0010, SIDE)
        .us(0x0028_0011, SIDE)
        .us(0x0028_0100, 8)
        .us(0x0028_0101, 8)
        .us(0x0028_0102, 7)
        .us(0x0028_0103, 0)
        .pixels(frames)
        .bytes();
  }

  /** Increments of a cine that lacks the frame before frame {@code afterLost}. */
  public static double[] withALostFrame(int frames, double stepMs, int afterLost) {
    double[] increments = new double[frames];
    Arrays.fill(increments, 1, frames, stepMs);
    increments[afterLost] = 2 * stepMs;
    return increments;
  }

  static String decimals(double... values) {
    return Arrays.stream(values).mapToObj(Double::toString).collect(Collectors.joining("\\"));
  }

  static byte[] floats(float... values) {
    ByteBuffer bytes = DicomWriter.little(Float.BYTES * values.length);
    for (float value : values) {
      bytes.putFloat(value);
    }
    return bytes.array();
  }
}
