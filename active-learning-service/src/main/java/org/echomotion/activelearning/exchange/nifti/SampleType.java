package org.echomotion.activelearning.exchange.nifti;

import java.nio.ByteBuffer;
import org.echomotion.activelearning.exchange.InvalidLabelException;

/**
 * How a label is stored. A label is a small number, so signed and unsigned numbers read alike.
 *
 * @param bytes of one sample
 * @param real whether samples are floating-point numbers
 */
record SampleType(int bytes, boolean real) {

  /** The type of NIfTI's {@code datatype}. */
  static SampleType of(short code) {
    return switch (code) {
      case 2, 256 -> new SampleType(1, false);
      case 4, 512 -> new SampleType(2, false);
      case 8, 768 -> new SampleType(4, false);
      case 1024, 1280 -> new SampleType(8, false);
      case 16 -> new SampleType(4, true);
      case 64 -> new SampleType(8, true);
      default -> throw new InvalidLabelException("its samples are neither whole nor real numbers");
    };
  }

  double at(ByteBuffer samples, int index) {
    int position = index * bytes;
    return switch (bytes) {
      case 1 -> samples.get(position);
      case 2 -> samples.getShort(position);
      case 4 -> real ? samples.getFloat(position) : samples.getInt(position);
      default -> real ? samples.getDouble(position) : samples.getLong(position);
    };
  }
}
