package org.echomotion.segmentation.store;

import java.nio.ByteBuffer;
import org.echomotion.segmentation.outline.Contour;

/** A contour in the study store: pairs of big-endian float32, x then y. */
final class ContourBytes {

  private ContourBytes() {}

  static byte[] of(Contour contour) {
    ByteBuffer bytes = ByteBuffer.allocate(contour.size() * 2 * Float.BYTES);
    for (int i = 0; i < contour.size(); i++) {
      bytes.putFloat(contour.xs()[i]).putFloat(contour.ys()[i]);
    }
    return bytes.array();
  }

  static Contour read(byte[] stored) {
    ByteBuffer bytes = ByteBuffer.wrap(stored);
    int size = stored.length / (2 * Float.BYTES);
    float[] xs = new float[size];
    float[] ys = new float[size];
    for (int i = 0; i < size; i++) {
      xs[i] = bytes.getFloat();
      ys[i] = bytes.getFloat();
    }
    return new Contour(xs, ys);
  }
}
