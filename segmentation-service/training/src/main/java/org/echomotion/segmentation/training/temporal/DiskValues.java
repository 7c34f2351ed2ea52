package org.echomotion.segmentation.training.temporal;

import java.util.stream.IntStream;
import org.echomotion.ef.volume.Slices;

/**
 * The left ventricle of one frame as {@value #DISKS} disks with the area, as {@link SequenceFile}
 * stores it and {@link SegmentationNoise} changes it.
 *
 * @param values {@value #VALUES} numbers: the disks' diameters from apex to base and the length in
 *     pixels, the area in square pixels
 */
public record DiskValues(float[] values) {

  /** Disks along the axis. */
  public static final int DISKS = 20;

  /** Index of the length among the values. */
  public static final int LENGTH = DISKS;

  /** Index of the area among the values. */
  public static final int AREA = DISKS + 1;

  /** Number of values of a frame. */
  public static final int VALUES = DISKS + 2;

  public DiskValues {
    if (values.length != VALUES) {
      throw new IllegalArgumentException("A frame must have " + VALUES + " values.");
    }
  }

  /** Diameters and length, without the area. */
  Slices slices() {
    return new Slices(
        IntStream.range(0, DISKS).mapToObj(i -> (double) values[i]).toList(), values[LENGTH]);
  }

  public float length() {
    return values[LENGTH];
  }

  /** Method of disks: {@code pi/4 * sum(d_i^2) * L/20}, in cubic pixels. */
  public double volume() {
    double squares = 0;
    for (int i = 0; i < DISKS; i++) {
      squares += (double) values[i] * values[i];
    }
    return Math.PI / 4 * squares * values[LENGTH] / DISKS;
  }
}
